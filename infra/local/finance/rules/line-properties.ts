/**
 * Line properties by company and billing type ("billing type defaults" of the project parameters). All exist until one
 * is taken away.
 */
export class LineProperties {
  readonly #missing = new Set<string>();

  set(company: string, billingType: string, exists: boolean): void {
    const key = `${company.toLowerCase()}|${billingType}`;
    if (exists) this.#missing.delete(key);
    else this.#missing.add(key);
  }

  exists(company: string, billingType: string): boolean {
    return !this.#missing.has(`${company.toLowerCase()}|${billingType}`);
  }
}
