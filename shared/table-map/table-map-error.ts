/** Thrown at start when a table map contradicts itself or the metadata: nothing runs until its file is corrected. */
export class TableMapError extends Error {
  readonly map: string;
  readonly faults: readonly string[];
  constructor(map: string, faults: readonly string[]) {
    super(`Table map "${map}":\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'TableMapError';
    this.map = map;
    this.faults = faults;
  }
}
