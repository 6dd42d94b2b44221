/** A map of dual-write cannot be read; the text names the map or file and says what to do. */
export class NativeMapError extends Error {
  constructor(name: string, problem: string, options?: { cause?: unknown }) {
    super(`${name}: ${problem}`, options);
    this.name = 'NativeMapError';
  }
}
