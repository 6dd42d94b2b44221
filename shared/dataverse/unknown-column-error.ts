/** Thrown when a table map names a column or look-up that the environment does not have. */
export class UnknownColumnError extends Error {
  readonly column: string;
  constructor(column: string, problem: string) {
    super(`${column}: ${problem}`);
    this.name = 'UnknownColumnError';
    this.column = column;
  }
}
