/** How many requests came, by method and entity set; parts of batches apart. */
export class Counts {
  #requests: Record<string, Record<string, number>> = {};
  #parts: Record<string, Record<string, number>> = {};

  request(method: string, set: string): void {
    add(this.#requests, method, set);
  }

  part(method: string, set: string): void {
    add(this.#parts, method, set);
  }

  reset(): void {
    this.#requests = {};
    this.#parts = {};
  }

  read(): {
    readonly total: number;
    readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly inBatch: Readonly<Record<string, Readonly<Record<string, number>>>>;
  } {
    const total = Object.values(this.#requests)
      .flatMap((sets) => Object.values(sets))
      .reduce((sum, count) => sum + count, 0);
    return { total, requests: this.#requests, inBatch: this.#parts };
  }
}

function add(counts: Record<string, Record<string, number>>, method: string, set: string): void {
  const sets = (counts[method] ??= {});
  sets[set] = (sets[set] ?? 0) + 1;
}
