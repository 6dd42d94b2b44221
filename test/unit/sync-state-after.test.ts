import { describe, expect, it } from 'vitest';
import type { RecordState } from '../../shared/ledger/ledger.ts';
import type { ClaimedChange } from '../../shared/sync/claimed-change.ts';
import type { Ending } from '../../shared/sync/ending.ts';
import { gateOf } from '../../shared/sync/gates/gate.ts';
import { parkedEnding } from '../../shared/sync/gates/parked-ending.ts';
import { stateAfter } from '../../shared/sync/state-after.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';

const maps = await loadTableMaps(new URL('../../functions/', import.meta.url), {
  writeBack: 'standard',
  sandbox: true,
});

const claimed: RecordState = {
  record: 'r',
  map: 'Project Operations integration actuals',
  mapVersion: '1',
  area: 'estimates-actuals',
  attempt: 1,
  sentToFinance: 'old to Finance',
  sentToDataverse: 'old to Dataverse',
  distrust: false,
  epoch: 0,
  counterpartKey: 'usmf|1',
  appliedOnce: true,
  lease: { token: 't', key: 'k', until: '2026-10-25T10:01:00Z' },
  pending: [],
  hasWaiters: true,
  updatedAt: '2026-10-25T09:00:00Z',
};
const run: ClaimedChange = {
  map: maps.byName(claimed.map),
  change: {
    schema: 'change/1',
    map: claimed.map,
    source: 'dataverse',
    row: 'x',
    event: 'update',
    mode: 'normal',
    key: 'k',
    attempt: '1',
    base: '0',
    at: '2026-10-25T10:00:00Z',
    origin: 'test',
  },
  sequenceNumber: '1',
  claimed: { state: claimed, version: 'v', timelineRow: 't' },
  takeover: false,
  startedAt: '2026-10-25T10:00:00Z',
  began: 0,
  epoch: 0,
};
const applied: Ending = {
  kind: 'result',
  result: {
    outcome: 'applied',
    company: 'usmf',
    number: '1',
    counterpartKey: 'usmf|1',
    hash: 'new to Finance',
    changedFields: [],
  },
};

describe('the state after an attempt', () => {
  it("keeps the other direction's hash while nothing is in doubt", () => {
    expect(stateAfter(claimed, run, applied)).toMatchObject({
      sentToFinance: 'new to Finance',
      sentToDataverse: 'old to Dataverse',
      distrust: false,
    });
  });

  it.each([
    ['an earlier write had no answer', { ...claimed, distrust: true }, run],
    ['an earlier holder ended without a commit', claimed, { ...run, takeover: true }],
    ['the epoch was raised', claimed, { ...run, epoch: 1 }],
  ])("F58: drops the other direction's hash when %s", (_why, state, claimedRun) => {
    const after = stateAfter(state, claimedRun, applied);
    expect(after).toMatchObject({ sentToFinance: 'new to Finance', distrust: false });
    expect(after).not.toHaveProperty('sentToDataverse');
  });

  it('stays in doubt when the look after a takeover wrote nothing', () => {
    const skipped: Ending = { kind: 'result', result: { outcome: 'skipped', reason: 'not posted' } };
    expect(stateAfter(claimed, { ...run, takeover: true }, skipped)).toMatchObject({ distrust: true });
  });

  it("F66: stays a newer version's when an older one comes to no result", () => {
    const newer = { ...claimed, mapVersion: '1.0.0.100' };
    const parked = parkedEnding(gateOf('pause|*|usmf|*', '{}', Date.parse(run.startedAt), 60_000), {});
    expect(stateAfter(newer, run, parked).mapVersion).toBe('1.0.0.100');
    expect(stateAfter(claimed, run, parked).mapVersion).toBe(run.map.version);
    // Under a raised epoch, and only then, it comes to one.
    expect(stateAfter(newer, { ...run, epoch: 1 }, applied).mapVersion).toBe(run.map.version);
  });

  it('leaves no lease and no flag of waiters that have been sent word', () => {
    const after = stateAfter(claimed, run, applied);
    expect(after).not.toHaveProperty('lease');
    expect(after.hasWaiters).toBe(false);
  });
});
