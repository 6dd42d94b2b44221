/** Counts requests by method and set; parts of a batch count like requests, and the batch counts as `$batch`. */
export class RequestCounts {
  readonly #counts = new Map<string, Map<string, number>>();

  add(method: string, set: string): void {
    const bySet = this.#counts.get(method) ?? new Map<string, number>();
    bySet.set(set, (bySet.get(set) ?? 0) + 1);
    this.#counts.set(method, bySet);
  }

  reset(): void {
    this.#counts.clear();
  }

  toJSON(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return Object.fromEntries([...this.#counts].map(([method, sets]) => [method, Object.fromEntries(sets)]));
  }
}
