import { expect, it } from 'vitest';
import { CounterpartError } from '../../shared/sync/counterpart-error.ts';
import { defaultGateSettings } from '../../shared/sync/gates/gate-settings.ts';
import { openGates } from '../../shared/sync/gates/gates.ts';
import { releaseParked } from '../../shared/sync/gates/release-parked.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { recordOf } from '../../shared/table-map/record-of.ts';
import { stillWorld } from './stand-ins/still-world.ts';
import type { Network } from './stand-ins/memory-counterpart.ts';
import { numeric } from './workload/numeric.ts';
import { reference } from './workload/reference-rows.ts';
import { projectsMap, tables } from './workload/simulated-maps.ts';

const changes = 5_000;
const hour = 3_600;
const idOf = (n: number): string => `00000000-0000-4000-8000-1${String(n).padStart(11, '0')}`;

/** With the default settings and by the virtual clock, so that the hour is one. */
it('F16: an hour without Finance and 5,000 changes: one alarm, under 1 % wasted calls, no dead letter, all is there once', async () => {
  let down = true;
  const wasted = { reads: 0, writes: 0 };
  const alarms: string[] = [];
  const toFinance: Network = ({ does }, effect) => {
    if (!down) return Promise.resolve().then(effect);
    wasted[does === 'read' ? 'reads' : 'writes']++;
    return Promise.reject(
      new CounterpartError({
        system: 'finance',
        kind: 'unavailable',
        cause: 'unavailable',
        code: '503',
        status: 503,
        text: 'Service unavailable.',
        applied: 'no',
      }),
    );
  };
  const world = stillWorld({ toFinance, alarm: (kind, name) => alarms.push(`${kind} ${name}`) });
  const hosts = [0, 1].map((): Sync => ({
    ...world.sync,
    gates: openGates(world.sync.ledger, world.sync.now, 2_000, { ...defaultGateSettings, linkFirst: false }),
    sleep: (milliseconds) => tick(milliseconds),
  }));
  let turn = 0;
  const nextHost = (): Sync => hosts[turn++ % hosts.length] ?? world.sync;
  const tick = (milliseconds: number): Promise<void> => {
    world.pass(milliseconds);
    return world.drain(nextHost);
  };
  const states = () =>
    Promise.all(
      Array.from({ length: changes }, (_, n) => world.sync.ledger.state(recordOf(projectsMap, idOf(n)))),
    );

  let made = 0;
  for (let second = 1; second <= hour; second++) {
    for (; made < (changes * second) / hour; made++) {
      world.dataverse.write(
        tables.project,
        { msdyn_projectid: idOf(made) },
        {
          msdyn_projectnumber: `P-${String(made)}`,
          msdyn_subject: 'A',
          msdyn_owningcompany: reference.usmf,
          msdyn_customer: reference.customer,
          statecode: numeric(0),
        },
        'person',
      );
      const change = world.change(projectsMap, idOf(made));
      await world.sync.bus.publish([{ area: projectsMap.area, messageId: change.key, change }]);
    }
    await tick(1_000);
    if (second % 60 === 0) await releaseParked(nextHost());
  }
  const outcomes = (await states()).map((state) => state?.outcome);
  expect(new Set(outcomes)).toEqual(new Set(['waiting', 'retrying']));
  expect(outcomes.filter((outcome) => outcome === 'retrying')).toHaveLength(1);
  expect(alarms).toEqual(['breaker-opened breaker|finance|usmf']);
  expect(wasted.reads + wasted.writes).toBeLessThan(changes / 100);

  down = false;
  for (let minute = 1; minute <= 20; minute++) {
    await tick(60_000);
    await releaseParked(nextHost());
  }
  expect(new Set((await states()).map((state) => state?.outcome))).toEqual(new Set(['applied']));
  expect(world.finance.rows(tables.financeProject.table)).toHaveLength(changes);
  expect(alarms).toHaveLength(1);
  expect([...world.bus.messages()].filter(({ state }) => state === 'dead' || state === 'deferred')).toEqual(
    [],
  );
});
