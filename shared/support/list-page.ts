import type { OpenRow } from '../ledger/ledger.ts';
import { stillOpen } from '../sync/still-open.ts';
import type { Sync } from '../sync/sync.ts';
import { causeOf } from './cause-of.ts';
import { cureOf, type Cure } from './cure-of.ts';
import type { OpenQuery } from './open-query.ts';
import { openRows } from './open-rows.ts';
import { standingOf, type Standing } from './standing.ts';

/** One open record as a person sees it in a list. */
export interface ListedRecord {
  readonly record: string;
  readonly area: OpenRow['area'];
  readonly map: string;
  readonly company?: string;
  readonly number?: string;
  readonly standing: Standing;
  readonly since: string;
  readonly nextAt?: string;
  readonly cause: string;
  readonly cure: Cure;
  readonly field?: string;
  readonly message: string;
  readonly hint?: string;
}

export interface ListedPage {
  /** All that are asked for, on whichever page. */
  readonly total: number;
  readonly records: readonly ListedRecord[];
  /** Where the next page begins; undefined after the last. */
  readonly next?: string;
}

/**
 * A page of the open records that are asked for, the oldest first. What it shows is compared with the records' states,
 * and closed instead of shown where those are settled.
 *
 * @param after `next` of the page before.
 * @throws LedgerError, BusError.
 */
export async function listPage(
  sync: Sync,
  query: OpenQuery,
  limit: number,
  after?: string,
): Promise<ListedPage> {
  return pageOf(sync, await openRows(sync, query), limit, after);
}

/** The same of rows that were read already. */
export async function pageOf(
  sync: Sync,
  rows: readonly OpenRow[],
  limit: number,
  after?: string,
): Promise<ListedPage> {
  const start = after === undefined ? 0 : rows.findIndex((row) => placeOf(row) > after);
  const page = start === -1 ? [] : rows.slice(start, start + limit);
  const open = await Promise.all(page.map((row) => stillOpen(sync, row)));
  const last = page.at(-1);
  const isMore = last !== undefined && start + page.length < rows.length;
  return {
    total: rows.length - open.filter((is) => !is).length,
    records: page.filter((_, index) => open[index]).map(listedRecord),
    ...(isMore ? { next: placeOf(last) } : {}),
  };
}

/** Sorts as the rows do, so that a page begins where the one before ended, whatever was closed meanwhile. */
const placeOf = ({ since, record }: OpenRow): string => `${since} ${record}`;

/** An open row as a person sees it. */
export function listedRecord(row: OpenRow): ListedRecord {
  const { failure } = row;
  return {
    record: row.record,
    area: row.area,
    map: row.map,
    ...(row.company === undefined ? {} : { company: row.company }),
    ...(row.number === undefined ? {} : { number: row.number }),
    standing: standingOf(row),
    since: row.since,
    ...(row.nextAt === undefined ? {} : { nextAt: row.nextAt }),
    cause: causeOf(failure),
    cure: cureOf(failure),
    ...(failure.field === undefined ? {} : { field: failure.field }),
    message: failure.message,
    ...(failure.hint === undefined ? {} : { hint: failure.hint }),
  };
}
