import type { ODataValue, Row } from '../odata/value.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import type { Filter } from '../table-map/filter.ts';

/** Key of one row: key column → value, in the form of `Row`. Guid in lower case without braces. */
export type RowKey = Readonly<Record<string, ODataValue>>;

/** A row that was read: the asked columns (a column the system left out is null) and its ETag where there is one. */
export interface ReadRow {
  readonly key: RowKey;
  readonly values: Row;
  readonly etag?: string;
}

/** A value to write; a look-up is written by the id of its target row. */
export type WriteValue = ODataValue | LookupTo;
export interface LookupTo {
  /** Logical name of the target table; needed where a look-up may point to several tables. */
  readonly table: string;
  /** Id of the target row, or null to clear the look-up. */
  readonly id: string | null;
}
export type WriteValues = Readonly<Record<string, WriteValue>>;

/** Which rows a scan brings. */
export type ScanAsked = readonly [
  table: TableRef,
  where: Filter,
  from: { readonly column: string; readonly date: string } | undefined,
  company: string | undefined,
  /** Wanted besides the key columns. */
  columns: readonly string[],
];

/** One page of a scan. */
export interface ScannedPage {
  readonly rows: readonly ReadRow[];
  /** Where the system goes on, in its own words; undefined after the last page. */
  readonly next?: string;
}

/**
 * One of the two systems. Every method throws only `CounterpartError`. Concurrent reads and finds of one table are
 * joined into few requests by the adapter; writes are single requests.
 */
export interface Counterpart {
  readonly system: 'dataverse' | 'finance';
  /** The row with this key and these columns (Dataverse: paths over look-ups allowed), or undefined when it is not there. */
  read(table: TableRef, key: RowKey, columns: readonly string[]): Promise<ReadRow | undefined>;
  /** All rows whose columns equal these values, at most two (two means: not unique). Never cached. */
  find(table: TableRef, where: Row, columns: readonly string[]): Promise<readonly ReadRow[]>;
  /** Makes the row under exactly this key. @throws CounterpartError kind `already-exists` when it is there. */
  create(table: TableRef, key: RowKey, values: WriteValues): Promise<void>;
  /** Changes only these columns. @throws CounterpartError kind `missing` when the row is not there; never makes one. */
  update(table: TableRef, key: RowKey, values: WriteValues): Promise<void>;
  /** @returns `absent` when there was nothing to delete. */
  delete(table: TableRef, key: RowKey): Promise<'deleted' | 'absent'>;
  /** All rows that match, page by page, in the system's order, key columns always included. */
  scan(...asked: ScanAsked): AsyncIterable<readonly ReadRow[]>;
  /** One page of such a scan: the first one, or the one that an earlier page of the same scan names as `next`. */
  page(at: string | undefined, ...asked: ScanAsked): Promise<ScannedPage>;
}
