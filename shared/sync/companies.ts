/** One legal entity in scope. Dates are YYYY-MM-DD. */
export interface Company {
  /** Lower case. */
  readonly code: string;
  /** Transactional rows dated earlier never cross. */
  readonly goLive: string;
  /** Scans look at rows from this date on; the later of this and goLive counts. */
  readonly firstOpenPeriod: string;
  /** Vendor accounts that stand for other legal entities of the group: their invoices never go to Dataverse. */
  readonly intercompanyVendors?: readonly string[];
}

/** Legal entities in scope, by code in lower case. A company that is not listed is out of scope. */
export type Companies = ReadonlyMap<string, Company>;
