import pMap from 'p-map';
import type { Sync } from '../sync/sync.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Findings } from './findings.ts';
import { linkRecord, type Pair } from './link-record.ts';
import type { LinkScope } from './link-unit.ts';

/** Records whose ledger rows are written at once. */
const pairsAtOnce = 24;

/** A record that is being worked on is tried again so often, a little later each time. */
const mostTries = 20;

/** Links the pairs of one page and counts what came of them. @throws LedgerError, BusError. */
export async function linkPairs(
  sync: Sync,
  map: TableMap,
  pairs: readonly Pair[],
  { by, alive }: Pick<LinkScope, 'by' | 'alive'>,
  findings: Findings,
): Promise<void> {
  await pMap(
    pairs,
    async (pair) => {
      await alive();
      for (let tries = 1; ; tries++) {
        const linked = await linkRecord(sync, map, pair, by);
        if (linked === 'busy' && tries < mostTries) {
          await sync.sleep(Math.min(1_000, 50 * tries));
          continue;
        }
        const name = pair.number ?? pair.row;
        if (linked === 'busy') findings.note('busy', name, 'it was worked on all the time; link again');
        else if (linked === 'taken')
          findings.note('doubled', name, `${pair.counterpartKey} belongs to another record in the ledger`);
        else findings.count(linked);
        return;
      }
    },
    { concurrency: pairsAtOnce },
  );
}
