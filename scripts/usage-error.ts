/** What was typed, or a file that was named, cannot be used; the text says why. The command ends with 2. */
export class UsageError extends Error {}
