import type { OpenRow } from '../ledger/ledger.ts';
import { causeOf } from './cause-of.ts';
import { cureOf, type Cure } from './cure-of.ts';
import { standingOf, type Standing } from './standing.ts';

/** Which open records; all of them where nothing is said. Texts are compared whatever their case. */
export interface OpenQuery {
  readonly area?: OpenRow['area'];
  readonly map?: string;
  readonly company?: string;
  readonly outcome?: Standing;
  /** Code of the cause. */
  readonly cause?: string;
  /** Column that the failure names. */
  readonly field?: string;
  readonly cure?: Cure;
  /** Open for longer than this, in milliseconds. */
  readonly olderThanMs?: number;
}

/** Whether an open row is one of those that are asked for. Pure. */
export function isAskedFor(row: OpenRow, query: OpenQuery, now: number): boolean {
  return (
    (query.area === undefined || row.area === query.area) &&
    (query.map === undefined || same(row.map, query.map)) &&
    (query.company === undefined || same(row.company ?? '', query.company)) &&
    (query.outcome === undefined || standingOf(row) === query.outcome) &&
    (query.cause === undefined || same(causeOf(row.failure), query.cause)) &&
    (query.field === undefined || same(row.failure.field ?? '', query.field)) &&
    (query.cure === undefined || cureOf(row.failure) === query.cure) &&
    (query.olderThanMs === undefined || now - Date.parse(row.since) > query.olderThanMs)
  );
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
