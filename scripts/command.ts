/** One command of `npm run maps` or `npm run sync`. */
export interface Command {
  /** What can be typed, as one or more lines. */
  readonly usage: string;
  /**
   * Does the work and prints it.
   *
   * @param words what follows the command's name.
   * @returns the exit status: 0, 1 when there is something to look at, or 2 when it could not come to its end.
   * @throws UsageError
   */
  readonly run: (words: readonly string[]) => Promise<0 | 1 | 2>;
}
