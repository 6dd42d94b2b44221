/** A setting names a table map that is not there. */
export class UnknownMapError extends Error {
  constructor(setting: string, map: string) {
    super(`${setting}: there is no table map "${map}". \`npm run maps -- list\` names those there are.`);
    this.name = 'UnknownMapError';
  }
}
