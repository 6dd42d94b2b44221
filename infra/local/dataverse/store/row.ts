/** A look-up's value: the row it points to. */
export interface RowReference {
  readonly table: string;
  readonly id: string;
}

/**
 * A stored value. Text as it is; guid in lower case; choices and integers as numbers; bigint, decimal and money as
 * decimal text without trailing zeros; dates as `2026-09-01` or `2026-09-01T08:00:00Z`.
 */
export type StoredValue = string | number | boolean | null | RowReference;

/** A row by logical column name. Never changed in place: a write stores a new one. */
export type StoredRow = Readonly<Record<string, StoredValue>>;
