/** Headers of documents that writes under way touch. */
export class HeaderLocks {
  readonly #writes = new Map<string, number>();

  enter(headers: readonly string[]): void {
    for (const header of headers) this.#writes.set(header, (this.#writes.get(header) ?? 0) + 1);
  }

  leave(headers: readonly string[]): void {
    for (const header of headers) {
      const left = (this.#writes.get(header) ?? 1) - 1;
      if (left === 0) this.#writes.delete(header);
      else this.#writes.set(header, left);
    }
  }

  isTaken(header: string): boolean {
    return this.#writes.has(header);
  }
}
