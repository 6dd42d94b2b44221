/** Thrown when a table map names a column or look-up that the environment does not have. */
export class UnknownColumnError extends Error {
  readonly column: string;
  constructor(column: string, problem: string) {
    super(`${column}: ${problem}`);
    this.name = 'UnknownColumnError';
    this.column = column;
  }
}

/** What a person should do about it. */
export const unknownColumnHint =
  'The environment lacks a table, column or property that the table map names: install the solution or extension that brings it, or change the map.';
