/** The table store could not be reached or refused. Nothing is written to a counterpart while this lasts. */
export class LedgerError extends Error {
  readonly code: string;
  readonly status: number | undefined;
  constructor(code: string, status: number | undefined, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LedgerError';
    this.code = code;
    this.status = status;
  }
}
