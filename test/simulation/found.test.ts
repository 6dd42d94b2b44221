import { beforeEach, describe, expect, it, vi } from 'vitest';
import { closeOpen } from '../../shared/sync/close-open.ts';
import { closeSettled } from '../../shared/sync/close-settled.ts';
import { CounterpartError } from '../../shared/sync/counterpart-error.ts';
import { replay } from '../../shared/sync/replay.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { takeInDeadLetters } from '../../shared/sync/take-in-dead-letters.ts';
import { recordOf } from '../../shared/table-map/record-of.ts';
import { stillWorld, type StillWorld } from './stand-ins/still-world.ts';
import { reference } from './workload/reference-rows.ts';
import { numeric } from './workload/numeric.ts';
import { actualsMap, projectsMap, tables } from './workload/simulated-maps.ts';

const area = projectsMap.area;
const idOf = (n: number): string => `00000000-0000-4000-8000-00000000010${String(n)}`;

let world: StillWorld;
beforeEach(() => {
  world = stillWorld();
});

const save = (n: number, more: Record<string, string> = {}): string => {
  world.dataverse.write(
    tables.project,
    { msdyn_projectid: idOf(n) },
    {
      msdyn_projectnumber: 'P-1',
      msdyn_subject: 'A',
      msdyn_owningcompany: reference.usmf,
      msdyn_customer: reference.customer,
      statecode: numeric(0),
      ...more,
    },
    'person',
  );
  return idOf(n);
};
const remove = (n: number) => world.dataverse.remove(tables.project, { msdyn_projectid: idOf(n) }, 'person');
const inFinance = () =>
  world.finance.rows(tables.financeProject.table).map(({ values }) => values['ProjectId']);
const changeOf = (n: number, event: 'update' | 'delete' = 'update') =>
  world.change(projectsMap, idOf(n), { event });
const stateOf = (n: number) => world.sync.ledger.state(recordOf(projectsMap, idOf(n)));
const letters = () =>
  [...world.bus.messages()].filter(({ state }) => state === 'dead' || state === 'deferred');

/** A host whose writes to Finance fail. `after`: they are made and only the answer is lost. */
const failing = (when: 'before' | 'after'): Sync => {
  const fail = (): never => {
    throw new CounterpartError({
      system: 'finance',
      kind: 'unavailable',
      cause: 'unavailable',
      code: '503',
      text: 'Service unavailable.',
      applied: when === 'after' ? 'unknown' : 'no',
    });
  };
  const { finance } = world.sync;
  return {
    ...world.sync,
    finance: {
      ...finance,
      create: async (...parameters) => {
        if (when === 'after') await finance.create(...parameters);
        fail();
      },
      update: () => Promise.resolve().then(fail),
      delete: () => Promise.resolve().then(fail),
    },
  };
};

describe('a number that changes before its row was committed', () => {
  it('is refused where the row may have been made under the old one, and none is made a second time', async () => {
    save(1);
    await world.run(changeOf(1), failing('after'));
    save(1, { msdyn_projectnumber: 'P-2' });
    await expect(world.run(changeOf(1))).rejects.toMatchObject({
      failure: { message: expect.stringContaining('may have been written as usmf|P-1') as string },
    });
    expect(inFinance()).toEqual(['P-1']);
    save(1);
    await world.run(changeOf(1));
    expect(await stateOf(1)).toMatchObject({ outcome: 'unchanged', counterpartKey: 'usmf|P-1' });
  });

  it('leaves the old one to another row where nothing was made', async () => {
    save(1);
    await world.run(changeOf(1), failing('before'));
    save(1, { msdyn_projectnumber: 'P-2' });
    save(2);
    await world.run(changeOf(2));
    await world.run(changeOf(1));
    expect(inFinance()).toEqual(['P-1', 'P-2']);
  });
});

describe('a deleted row whose number was taken over', () => {
  it('is deleted in the counterpart when the new owner was deleted before it wrote', async () => {
    save(1);
    await world.run(changeOf(1));
    remove(1);
    save(2);
    await world.run(changeOf(2), failing('before'));
    remove(2);
    await world.run(changeOf(2, 'delete'));
    await world.run(changeOf(1, 'delete'));
    expect(inFinance()).toEqual([]);
  });

  it('is not written over while its own delete is under way', async () => {
    save(1);
    await world.run(changeOf(1));
    remove(1);
    save(2);
    const { finance } = world.sync;
    const slow = {
      ...world.sync,
      finance: {
        ...finance,
        delete: async (...parameters: Parameters<typeof finance.delete>) => {
          await world.run(changeOf(2));
          return finance.delete(...parameters);
        },
      },
    };
    await world.run(changeOf(1, 'delete'), slow);
    expect(await stateOf(2)).toMatchObject({ outcome: 'retrying', failure: { code: 'counterpart-busy' } });
    await world.run(changeOf(2));
    expect(inFinance()).toEqual(['P-1']);
  });

  it('belongs to its record again when that is made anew before the delete was committed', async () => {
    save(1);
    await world.run(changeOf(1));
    remove(1);
    const { ledger } = world.sync;
    const dying = {
      ...world.sync,
      ledger: { ...ledger, commit: () => Promise.reject(new Error('the host ends')) },
    };
    await expect(world.run(changeOf(1, 'delete'), dying)).rejects.toThrow('the host ends');
    save(1);
    world.pass(world.sync.timing.leaseMs + 1_000);
    await world.run(changeOf(1));
    expect(inFinance()).toEqual(['P-1']);
    remove(1);
    await world.run(changeOf(1, 'delete'));
    expect(inFinance()).toEqual([]);
  });
});

describe('dead letters of one record', () => {
  const dead = async (...changes: readonly ReturnType<typeof changeOf>[]): Promise<void> => {
    for (const change of changes) await world.bus.bus.publish([{ area, messageId: change.key, change }]);
    for (let taken = world.bus.receive(area); taken !== undefined; taken = world.bus.receive(area))
      taken.abandon();
  };

  it('that are taken in together become one, which its row names', async () => {
    save(1);
    await dead(changeOf(1), changeOf(1), changeOf(1));
    await takeInDeadLetters(world.sync, area, 100);
    const row = await world.sync.ledger.openRow(area, recordOf(projectsMap, idOf(1)));
    expect(letters().map(({ sequenceNumber }) => sequenceNumber)).toEqual([row?.deadLetter?.sequenceNumber]);
  });

  it('keep the word of a delete, whichever comes first', async () => {
    await dead(changeOf(1), changeOf(1, 'delete'), changeOf(1));
    await takeInDeadLetters(world.sync, area, 100);
    expect(letters().map(({ change }) => change.event)).toEqual(['delete']);
  });

  it('that are closed by another look send a delete again, since nothing was deleted', async () => {
    save(1);
    await world.run(changeOf(1));
    remove(1);
    await dead(changeOf(1, 'delete'));
    await takeInDeadLetters(world.sync, area, 100);
    // The row of the list is younger than the state, so a look is needed that settles the record.
    world.pass(1_000);
    const record = recordOf(projectsMap, idOf(1));
    await world.sync.ledger.putOpen({
      ...((await world.sync.ledger.openRow(area, record)) ?? expect.fail('not listed')),
      failure: { code: 'x', message: 'x' },
    });
    await closeOpen(world.sync, area, record, new Date(world.sync.now()).toISOString());
    await world.drain();
    expect(inFinance()).toEqual([]);
    expect(letters()).toEqual([]);
  });

  it('leave no row on the open list where a very slow delivery had settled the change before the replay', async () => {
    save(1);
    const change = changeOf(1);
    await world.bus.bus.publish([{ area, messageId: change.key, change }]);
    const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
    const { finance } = world.sync;
    const create = async (...parameters: Parameters<typeof finance.create>) => {
      await finance.create(...parameters);
      await answered;
    };
    const slow = world.run(change, { ...world.sync, finance: { ...finance, create } });
    await vi.waitFor(() => expect(inFinance()).toEqual(['P-1']));
    world.pass(world.sync.timing.leaseMs + 1_000);
    for (let taken = world.bus.receive(area); taken !== undefined; taken = world.bus.receive(area))
      taken.abandon();
    await takeInDeadLetters(world.sync, area, 10);
    answer(undefined);
    await slow;
    const record = recordOf(projectsMap, idOf(1));
    expect(await replay(world.sync, area, record)).toMatchObject({ outcome: 'sent' });
    await world.drain();
    world.pass(world.sync.timing.leaseMs + 1_000);
    await closeSettled(world.sync, area);
    expect(await world.sync.ledger.openRow(area, record)).toBeUndefined();
  });

  it('of one direction are sent again when the other direction settles the record', async () => {
    const finance = world.change(actualsMap, idOf(5), { source: 'finance' });
    await world.bus.bus.publish([{ area: actualsMap.area, messageId: finance.key, change: finance }]);
    for (let n = 0; n < 4; n++) world.bus.receive(actualsMap.area)?.abandon();
    await takeInDeadLetters(world.sync, actualsMap.area, 100);
    const settledAt = new Date(world.sync.now()).toISOString();
    await closeOpen(world.sync, actualsMap.area, recordOf(actualsMap, idOf(5)), settledAt);
    expect([...world.bus.messages()].map(({ change, state }) => [change.source, change.mode, state])).toEqual(
      [['finance', 'verify', 'active']],
    );
  });
});

describe('a delete that was refused', () => {
  it('stays in the dead letters although a later look found no row', async () => {
    save(1);
    await world.run(changeOf(1));
    remove(1);
    const refused = changeOf(1, 'delete');
    const { finance } = world.sync;
    const refusing = {
      ...world.sync,
      finance: { ...finance, delete: () => Promise.reject(new Error('it has transactions')) },
    };
    await expect(world.run(refused, refusing, 'letter')).rejects.toMatchObject({
      failure: { message: expect.stringContaining('it has transactions') as string },
    });
    await world.run(changeOf(1));
    expect(await stateOf(1)).toMatchObject({ outcome: 'skipped' });
    await expect(world.run(refused, world.sync, 'letter')).rejects.toThrow();
    await world.run(refused, world.sync, 'replay');
    expect(inFinance()).toEqual([]);
  });
});

describe('a row that another record is about to take over', () => {
  it('is not given up by a delete before that record has written it: deleted unwritten, it would leave it to nobody', async () => {
    save(1);
    await world.run(changeOf(1));
    remove(1);
    save(2);
    await world.run(changeOf(2), failing('before'));
    await world.run(changeOf(1, 'delete'));
    expect(await stateOf(1)).toMatchObject({
      outcome: 'waiting',
      failure: { code: 'counterpart-being-taken', cause: 'counterpart-taken' },
    });
    remove(2);
    await world.run(changeOf(2, 'delete'));
    for (let hour = 0; hour < 3; hour++) {
      world.pass(3_600_000);
      await world.drain();
    }
    expect(inFinance()).toEqual([]);
    expect(await stateOf(1)).toMatchObject({ outcome: 'deleted' });
  });
});

describe('holders that end one after the other', () => {
  it('ask for one look between them within half of its time, so that looks do not multiply', async () => {
    save(1);
    const ending = {
      ...world.sync,
      finance: { ...world.sync.finance, create: () => new Promise<void>(() => undefined) },
    };
    for (let holder = 0; holder < 5; holder++) {
      void world.run(changeOf(1), ending);
      await new Promise((resolve) => setImmediate(resolve));
      world.pass(world.sync.timing.leaseMs + 1);
    }
    const later = [...world.bus.messages()].filter(({ change }) => change.origin === 'takeover');
    expect(later.length).toBeGreaterThanOrEqual(1);
    expect(later.length).toBeLessThanOrEqual(3);
  });
});

describe('a write without an answer', () => {
  it('is looked at again when it must have taken effect, once a chain', async () => {
    save(1);
    await world.run(changeOf(1), failing('after'));
    await world.run(changeOf(1), failing('after'));
    const later = [...world.bus.messages()].filter(({ change }) => change.origin === 'takeover');
    const { verifyAfterMs } = world.sync.timing;
    expect(later).toHaveLength(1);
    const waits = (later[0]?.dueAt ?? 0) - world.sync.now();
    expect(waits).toBeGreaterThanOrEqual(verifyAfterMs);
    expect(waits).toBeLessThanOrEqual(verifyAfterMs * 1.5);
  });
});
