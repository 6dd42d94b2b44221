import { LedgerError } from '../ledger/ledger-error.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import { periodOfDay } from '../periods/period-of-day.ts';
import type { Sync } from '../sync/sync.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { compareMap, directionsOf } from './compare-map.ts';
import type { Comparison, ComparisonResult } from './comparison.ts';
import type { Range } from './range.ts';
import { totals, type Total } from './totals.ts';

export interface ComparedAll {
  readonly counts: Readonly<Partial<Record<ComparisonResult, number>>>;
  /** Money of transactional maps. */
  readonly totals: readonly Total[];
  /** False where `goesOn` ended it or a system went away: counts and sums then hold what was compared until then. */
  readonly isWhole: boolean;
}

/** What ended a comparison before its end. */
export interface Interrupted {
  readonly error: CounterpartError | LedgerError;
  /** Maps that were not compared to their end, in order: the one that was under way, and those after it. */
  readonly left: readonly string[];
}

/**
 * Compares maps one after the other.
 *
 * @param sync with `patientReads`, unless the first read that fails shall end it.
 * @param range sums are made by its fiscal periods where it has some, else by calendar months.
 * @param found hears of the records of each page that a person should look at, none of them equal or accepted.
 * @param goesOn asked before each page.
 * @returns with `interrupted` where a system went away.
 * @throws what `found` throws.
 */
export async function compareAll(
  sync: Sync,
  maps: readonly TableMap[],
  range: Range,
  found: (rows: readonly Comparison[]) => Promise<void> | void,
  goesOn: () => boolean = () => true,
): Promise<ComparedAll & { readonly interrupted?: Interrupted }> {
  const counts: Partial<Record<ComparisonResult, number>> = {};
  const sums = totals(periodOfDay(range));
  const cut = (interrupted?: Interrupted): ComparedAll & { readonly interrupted?: Interrupted } => ({
    counts,
    totals: sums.all(),
    isWhole: false,
    ...(interrupted === undefined ? {} : { interrupted }),
  });
  for (const [index, map] of maps.entries())
    for (const direction of directionsOf(map)) {
      const pages = compareMap(sync, map, direction, range)[Symbol.asyncIterator]();
      for (;;) {
        const page = await nextPage(pages);
        if (page instanceof CounterpartError || page instanceof LedgerError)
          return cut({ error: page, left: maps.slice(index).map(({ name }) => name) });
        if (page === undefined) break;
        if (!goesOn()) return cut();
        for (const row of page) {
          counts[row.result] = (counts[row.result] ?? 0) + 1;
          if (map.kind === 'transactional') sums.add(row);
        }
        await found(page.filter(({ result }) => result !== 'equal' && result !== 'accepted'));
      }
    }
  return { counts, totals: sums.all(), isWhole: true };
}

type Page = readonly Comparison[];

/** The next page, undefined after the last one, or why there is none. What `found` throws must not be taken for it. */
async function nextPage(
  pages: AsyncIterator<Page, void>,
): Promise<Page | undefined | CounterpartError | LedgerError> {
  try {
    return (await pages.next()).value ?? undefined;
  } catch (error) {
    if (error instanceof CounterpartError || error instanceof LedgerError) return error;
    throw error;
  }
}
