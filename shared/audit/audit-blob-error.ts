/** The store of the audit blobs cannot be reached, or refuses. What is not appended stays in the ledger until it can be. */
export class AuditBlobError extends Error {
  constructor(does: string, cause: unknown) {
    super(`${does}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'AuditBlobError';
  }
}
