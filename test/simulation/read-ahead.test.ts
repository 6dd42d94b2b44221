import { beforeEach, describe, expect, it } from 'vitest';
import { CounterpartError } from '../../shared/sync/counterpart-error.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { recordOf } from '../../shared/table-map/record-of.ts';
import { stillWorld, type StillWorld } from './stand-ins/still-world.ts';
import { reference } from './workload/reference-rows.ts';
import { numeric } from './workload/numeric.ts';
import { projectsMap, tables } from './workload/simulated-maps.ts';

const id = '00000000-0000-4000-8000-000000000101';

let world: StillWorld;
beforeEach(() => {
  world = stillWorld();
});

const save = (subject: string, number = 'P-1'): void => {
  world.dataverse.write(
    tables.project,
    { msdyn_projectid: id },
    {
      msdyn_projectnumber: number,
      msdyn_subject: subject,
      msdyn_owningcompany: reference.usmf,
      msdyn_customer: reference.customer,
      statecode: numeric(0),
    },
    'person',
  );
};
const change = (event: 'create' | 'update' | 'delete') => world.change(projectsMap, id, { event });
const inFinance = () =>
  world.finance
    .rows(tables.financeProject.table)
    .map(({ values }) => [values['ProjectId'], values['ProjectName']]);
const state = () => world.sync.ledger.state(recordOf(projectsMap, id));

/** A host that does something more right after a call, once. */
function meanwhile<Port extends 'ledger' | 'dataverse'>(
  port: Port,
  call: keyof Sync[Port],
  work: () => Promise<void>,
): Sync {
  let done = false;
  const ports = new Proxy(world.sync[port], {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (name !== call || done || typeof method !== 'function') return method;
      done = true;
      return async (...parameters: unknown[]) => {
        const answer: unknown = await Reflect.apply(method, target, parameters);
        await work();
        return answer;
      };
    },
  });
  return { ...world.sync, [port]: ports };
}

describe('a new record, whose source is read before it is claimed', () => {
  it('asks the ledger for no more than claim, owner and commit', async () => {
    const asked: string[] = [];
    const ledger = new Proxy(world.sync.ledger, {
      get: (target, name) => {
        asked.push(String(name));
        return Reflect.get(target, name) as unknown;
      },
    });
    save('A');
    await world.run(change('create'), { ...world.sync, ledger });
    expect(asked).toEqual(['presumeNew', 'claim', 'setOwner', 'commit']);
    expect(await state()).toMatchObject({ outcome: 'applied', intendedKey: 'usmf|P-1' });
  });

  it('comes out in its later state where another holder settled that between read and claim', async () => {
    save('A');
    const host = meanwhile('dataverse', 'read', () => {
      save('B');
      return world.run(change('update'));
    });
    await world.run(change('create'), host);
    expect(inFinance()).toEqual([['P-1', 'B']]);
    expect(await state()).toMatchObject({ outcome: 'unchanged' });
  });

  it('comes out in its later state where word of that came while it was claimed', async () => {
    save('A');
    const host = meanwhile('ledger', 'claim', () => {
      save('B');
      return world.run(change('update'));
    });
    await world.run(change('create'), host);
    expect(inFinance()).toEqual([['P-1', 'B']]);
    expect(await state()).toMatchObject({ outcome: 'applied', pending: [] });
  });

  it('is not made again where it was deleted between read and claim', async () => {
    save('A');
    const host = meanwhile('dataverse', 'read', () => {
      world.dataverse.remove(tables.project, { msdyn_projectid: id }, 'person');
      return world.run(change('delete'));
    });
    await world.run(change('create'), host);
    expect(inFinance()).toEqual([]);
  });

  const crashAfterWrite = async (): Promise<void> => {
    const dies = { ...world.sync.ledger, commit: () => Promise.reject(new Error('the host ends')) };
    save('A');
    await expect(world.run(change('create'), { ...world.sync, ledger: dies })).rejects.toThrow(
      'the host ends',
    );
    expect(inFinance()).toEqual([['P-1', 'A']]);
    world.pass(world.sync.timing.leaseMs + 1_000);
  };

  it('F10: is not made a second time under another number when its host ended before the commit', async () => {
    await crashAfterWrite();
    save('A', 'P-2');
    await expect(world.run(change('update'))).rejects.toMatchObject({ failure: { code: 'key-changed' } });
    expect(inFinance()).toEqual([['P-1', 'A']]);
  });

  it('F10, F33: is found by its delete when its host ended before the commit', async () => {
    await crashAfterWrite();
    world.dataverse.remove(tables.project, { msdyn_projectid: id }, 'person');
    await world.run(change('delete'));
    expect(inFinance()).toEqual([]);
  });

  it('is read once where Dataverse does not answer, and tried again', async () => {
    let reads = 0;
    const read = () => {
      reads++;
      return Promise.reject(
        new CounterpartError({
          system: 'dataverse',
          kind: 'unavailable',
          cause: 'unavailable',
          code: '503',
          text: 'Service unavailable.',
          applied: 'no',
        }),
      );
    };
    save('A');
    await world.run(change('create'), { ...world.sync, dataverse: { ...world.sync.dataverse, read } });
    expect(reads).toBe(1);
    expect(await state()).toMatchObject({ outcome: 'retrying', failure: { code: '503' } });
    world.pass(60_000);
    await world.drain();
    expect(inFinance()).toEqual([['P-1', 'A']]);
  });
});
