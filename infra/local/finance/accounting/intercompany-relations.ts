/** One legal entity lends its people to another, which knows it as a vendor. */
export interface IntercompanyRelation {
  readonly lending: string;
  readonly borrowing: string;
  /** Vendor account that stands for the lending company in the books of the borrowing one. */
  readonly vendor: string;
}

/** Intercompany relationships; there are none until they are set up. */
export class IntercompanyRelations {
  readonly #relations = new Map<string, IntercompanyRelation>();

  set(relation: IntercompanyRelation, exists: boolean): void {
    const key = `${relation.lending}>${relation.borrowing}`;
    if (exists) this.#relations.set(key, relation);
    else this.#relations.delete(key);
  }

  exists(lending: string, borrowing: string): boolean {
    return this.#relations.has(`${lending}>${borrowing}`);
  }

  /** The relationship in which a vendor account of the borrowing company stands for another legal entity. */
  ofVendor(borrowing: string, vendor: string): IntercompanyRelation | undefined {
    return [...this.#relations.values()].find(
      (each) => each.borrowing === borrowing && each.vendor.toLowerCase() === vendor.toLowerCase(),
    );
  }
}
