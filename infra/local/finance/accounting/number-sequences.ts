/** Numbers that Finance gives, by sequence: `USMF-000001` and so on. */
export class NumberSequences {
  readonly #last = new Map<string, number>();

  next(prefix: string): string {
    const number = (this.#last.get(prefix) ?? 0) + 1;
    this.#last.set(prefix, number);
    return `${prefix}-${String(number).padStart(6, '0')}`;
  }
}
