/** Change tracking cannot go on from a link: it is too old, or of another environment. All rows must be looked at. */
export class LinkRefusedError extends Error {
  constructor(table: string, why: string) {
    super(`Dataverse cannot tell any more what changed in ${table}: ${why}`);
    this.name = 'LinkRefusedError';
  }
}
