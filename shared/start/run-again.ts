import pMap from 'p-map';
import { isSettled } from '../sync/is-open.ts';
import type { Sync } from '../sync/sync.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { Run } from './run.ts';
import { readFailed } from './run-store.ts';
import { startRun } from './start-run.ts';

/**
 * A run of the rows that failed in another one and are not settled since. A run that needed a confirmation has it.
 *
 * @returns undefined where there are none. @throws LedgerError.
 */
export async function runAgain(sync: Sync, run: Run, by: string): Promise<Run | undefined> {
  const failed = await readFailed(sync, run.id);
  const only = await Promise.all(
    failed.map(async ({ map, company, rows }) => {
      const states = await pMap(rows, (row) => sync.ledger.state(recordOf(sync.maps.byName(map), row)), {
        concurrency: 16,
      });
      const open = rows.filter((_, index) => {
        const state = states[index];
        return state === undefined || !isSettled(state);
      });
      return { map, company, rows: [...new Set(open)] };
    }),
  );
  const left = only.filter(({ rows }) => rows.length > 0);
  return left.length === 0 ? undefined : startRun(sync, { kind: 'resync', by, only: left });
}
