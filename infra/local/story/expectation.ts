/** A row that must be in one of the systems in the end, with these values and no second one like it. */
export interface ExpectedRow {
  readonly system: 'Dataverse' | 'Finance';
  /** Dataverse table or Finance set. */
  readonly table: string;
  /** Columns that find it. */
  readonly key: Readonly<Record<string, string>>;
  /** Columns and their values as text; numbers by value. */
  readonly values: Readonly<Record<string, string>>;
  /** The ledger's record behind it, where it does not follow from table and key: `<map name>|<row>`. */
  readonly record?: string;
}

/** A record whose last outcome the ledger must know. */
export interface ExpectedRecord {
  /** `<map name>|<row>`. */
  readonly record: string;
  readonly outcome: string;
  /** Part of the reason, for what was skipped. */
  readonly reason?: string;
  /** Outcome at the end of the story, where it is another one. */
  readonly finally?: string;
}

/** What the table at the end lists. */
export interface Landed {
  readonly who: string;
  readonly what: string;
  readonly where: string;
  readonly key: string;
  readonly milliseconds: number;
}
