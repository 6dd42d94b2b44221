/** A system, the ledger or the bus cannot be asked: nothing that was typed is wrong. Ends with 2, as what could not be done. */
export class AwayError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AwayError';
  }
}
