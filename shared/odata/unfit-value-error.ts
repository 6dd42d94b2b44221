/**
 * Thrown when a value cannot stand where it is needed: a guid column asked for `P-1`, a number that is none. The call
 * was not made.
 */
export class UnfitValueError extends Error {
  readonly column: string;
  constructor(column: string, problem: string) {
    super(`${column}: ${problem}`);
    this.name = 'UnfitValueError';
    this.column = column;
  }
}
