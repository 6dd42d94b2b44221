import { expect, it } from 'vitest';
import { parentsThere } from '../../shared/sync/parent-check.ts';
import { firstState } from '../../shared/ledger/first-state.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { columnsToRead } from '../../shared/table-map/columns-to-read.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import { claimNow, commitOf } from '../conformance/ledger-steps.ts';
import { memoryLedger } from '../conformance/memory-ledger.ts';

const maps = await loadTableMaps(new URL('../../functions/', import.meta.url), {
  writeBack: 'standard',
  sandbox: true,
  imported: 'ignored',
});
const map = maps.byName('Project Operations integration actuals');
const project = '17404b9b-83ae-431d-825d-d696373c77e5';
const record = `Projects V2|${project}`;
const actual = {
  ...Object.fromEntries(columnsToRead(map, 'to-finance').map((column) => [column, null])),
  msdyn_project: project,
  'msdyn_project.msdyn_projectnumber': 'P-1',
};

const child = firstState(`${map.name}|1`, { map: map.name, mapVersion: map.version, area: map.area }, '');

/** A ledger that counts how often it is asked for a state, and a clock that is moved by hand. */
function world() {
  const clock = { now: Date.parse('2026-10-25T08:00:00Z'), asked: 0 };
  const memory = memoryLedger(() => clock.now);
  const ledger = {
    ...memory,
    state: (name: string) => {
      clock.asked++;
      return memory.state(name);
    },
  };
  // All that a look at parents which the ledger knows needs of the sync.
  const sync = { maps, ledger, now: () => clock.now } as unknown as Sync;
  const put = async (changes: Parameters<typeof commitOf>[2]): Promise<void> => {
    const key = String(clock.now);
    const claimed = await claimNow(ledger, record, key, key);
    await ledger.commit(claimed, commitOf(claimed, key, changes));
  };
  return { clock, sync, put, look: () => parentsThere(sync, { map, state: child, verify: false }, actual) };
}

it('the ledger is asked once for a parent that many rows name at the same time', async () => {
  const { clock, put, look } = world();
  await put({ appliedOnce: true, counterpartKey: 'usmf|P-1' });
  await Promise.all(Array.from({ length: 32 }, look));
  await look();
  expect(clock.asked).toBe(1);
});

it('a parent that is gone is noticed after two seconds at the latest', async () => {
  const { clock, put, look } = world();
  await put({ appliedOnce: true, counterpartKey: 'usmf|P-1' });
  await look();
  clock.now += 2_000;
  await put({ appliedOnce: true, outcome: 'deleted' });
  await expect(look()).rejects.toMatchObject({ problem: { kind: 'waiting' } });
});

it('a parent that is missing is asked for each time: it goes on as soon as it is there', async () => {
  const { put, look } = world();
  await put({ outcome: 'waiting', nextAt: '2026-10-25T09:00:00.000Z' });
  await expect(look()).rejects.toMatchObject({ problem: { kind: 'waiting' } });
  await put({ appliedOnce: true, counterpartKey: 'usmf|P-1' });
  await expect(look()).resolves.toBeUndefined();
});
