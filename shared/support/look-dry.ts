import { LedgerError } from '../ledger/ledger-error.ts';
import type { RecordState } from '../ledger/ledger.ts';
import type { Change } from '../messaging/change.ts';
import type { Attempt, Noted, Seen } from '../sync/attempt.ts';
import { assertFollowed } from '../sync/expectations.ts';
import { mapInUse } from '../sync/map-in-use.ts';
import { newerMap } from '../sync/newer-map.ts';
import { problemOf } from '../sync/problem-of.ts';
import type { Sync } from '../sync/sync.ts';
import { syncToDataverse } from '../sync/sync-to-dataverse.ts';
import { syncToFinance } from '../sync/sync-to-finance.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { counterpartRow } from './counterpart-row.ts';
import { dryRun } from './dry-run.ts';
import type { DryEnding } from './verdict.ts';

/** What one look at a record came to, with every write held back. */
export interface Looked {
  readonly ending: DryEnding;
  readonly seen: Seen;
  readonly noted: Noted;
}

/**
 * One look at both rows of a record: the transform and the guards of the sync, on ports that never write.
 *
 * @throws LedgerError; every other failure is an ending.
 */
export async function lookDry(
  sync: Sync,
  written: TableMap,
  change: Change,
  state: RecordState,
): Promise<Looked> {
  const dry = dryRun(sync);
  const noted: Noted = {};
  let seen: Seen = {};
  const attempt = (map: TableMap): Attempt => ({
    map,
    change,
    state,
    verify: true,
    inDoubt: state.distrust,
    noted,
    assertMayWrite: () => undefined,
    // A preview asks what a write would come to, whatever holds it back now.
    assertCompanyOpen: () => Promise.resolve(),
    assertMayDelete: () => Promise.resolve(),
    witness: (more) => {
      seen = { ...seen, ...more };
    },
  });
  let ending: DryEnding;
  try {
    const now = attempt(await mapInUse(dry.sync, written));
    const result = await (change.source === 'dataverse'
      ? syncToFinance(dry.sync, now)
      : syncToDataverse(dry.sync, now));
    if (change.event === 'expect') await assertFollowed(dry.sync, now, result);
    ending = { kind: 'result', result, intended: dry.intended() };
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    ending = { kind: 'problem', problem: problemOf(error) };
  }
  // A record that does not come so far still has a row to show.
  if (seen.existing === undefined) {
    const existing = await counterpartRow(dry.sync, attempt(written), seen);
    if (existing !== undefined) seen = { ...seen, existing };
  }
  // Both rows are shown, but what this instance's map makes of them counts for nothing.
  const newer = newerMap(written, state, await sync.epoch());
  if (newer !== undefined) ending = { kind: 'problem', problem: newer };
  return { ending, seen, noted };
}
