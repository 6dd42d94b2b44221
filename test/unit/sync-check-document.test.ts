import { expect, it } from 'vitest';
import { memoryLedger } from '../conformance/memory-ledger.ts';
import { claimNow } from '../conformance/ledger-steps.ts';
import { newChange } from '../../shared/messaging/new-change.ts';
import { checkDocument } from '../../shared/sync/check-document.ts';
import type { ClaimedChange } from '../../shared/sync/claimed-change.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { defaultTiming } from '../../shared/sync/timing.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';

const maps = await loadTableMaps(new URL('../../functions/', import.meta.url), {
  writeBack: 'standard',
  sandbox: true,
  imported: 'ignored',
});
const map = maps.byName('Project Operations integration actuals');
const start = Date.parse('2026-10-25T08:00:00Z');

/** Lines of one invoice, written at these seconds. @returns when each check is due, and whether the line is in time for it. */
async function linesAt(...seconds: readonly number[]): Promise<readonly number[]> {
  const due: number[] = [];
  let now = start;
  const bus = {
    schedule: (_message: unknown, at: string) => {
      due.push((Date.parse(at) - start) / 1_000);
      return Promise.resolve();
    },
  };
  const claimed = await claimNow(
    memoryLedger(() => now),
    `${map.name}|1`,
    'k',
    't',
  );
  // All that asking for a check needs of the sync.
  const sync = { maps, bus, timing: defaultTiming, now: () => now } as unknown as Sync;
  const told = { source: 'dataverse', row: '1', event: 'create', key: 'k', origin: '', at: now } as const;
  for (const second of seconds) {
    now = start + second * 1_000;
    const run: ClaimedChange = {
      map,
      change: newChange(map, told).change,
      sequenceNumber: '1',
      claimed,
      takeover: false,
      startedAt: new Date(now).toISOString(),
      began: now,
      epoch: 0,
    };
    await checkDocument(sync, run, 'invoice');
    expect(due.at(-1), `after the line at ${String(second)} s`).toBeGreaterThan(second);
  }
  return due;
}

it('a header is looked at once for all lines of its window, and after the last line however they come', async () => {
  expect(await linesAt(0, 1, 2, 3)).toEqual([5]);
  expect(await linesAt(0, 1, 5, 6, 12)).toEqual([5, 10, 15]);
});

it('while thousands of lines come its looks grow rare, and it is looked at within a minute of the last one', async () => {
  const due = await linesAt(...Array.from({ length: 3_000 }, (_, index) => index / 10));
  expect(due.length).toBeLessThan(20);
  expect(due.at(-1)).toBeGreaterThan(299.9);
  expect(due.at(-1)).toBeLessThanOrEqual(360);
});

it('lines that come after a silence are looked at as soon as the first ones', async () => {
  const often = Array.from({ length: 100 }, (_, index) => index);
  expect((await linesAt(...often, 300)).at(-1)).toBe(305);
});
