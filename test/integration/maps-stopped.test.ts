import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { financeCounterpart } from '../../shared/finance/finance-counterpart.ts';
import { acceptDataverseEvent } from '../../shared/ingest/accept-dataverse-event.ts';
import { environmentCheck, type EnvironmentCheck } from '../../shared/map-check/environment-check.ts';
import { mapCheckControl } from '../../shared/map-check/stops.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { registry } from '../../shared/table-map/registry.ts';
import { openWorld, type World } from './sync-harness.ts';

const projects = 'Projects V2';
const roles = 'Project resource roles for all companies';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

interface Instance {
  readonly sync: Sync;
  readonly check: EnvironmentCheck;
  readonly alarms: string[];
  readonly log: string[];
  /** Lets this instance's clock go on. */
  readonly later: (minutes: number) => void;
}

/** An instance of the app that starts now: it knows nothing but what Control says. */
function start(): Instance {
  const client = { credential: undefined, timeoutMs: 2_000 };
  const alarms: string[] = [];
  const log: string[] = [];
  let clock = Date.now();
  const check = environmentCheck({
    maps: world.maps,
    dataverse: dataverseCounterpart({ url: world.dataverse.url, ...client }),
    finance: financeCounterpart({ url: world.finance.url, ...client }),
    ledger: world.sync.ledger,
    telemetry: { alarm: (kind, name) => alarms.push(`${kind} ${name}`) },
    now: () => clock,
    log: (line) => log.push(line),
  });
  return {
    sync: { ...world.sync, mapFault: check.mapFault },
    check,
    alarms,
    log,
    later: (minutes) => {
      clock += minutes * 60_000;
    },
  };
}

const forget = (): Promise<void> => world.sync.ledger.putControl(mapCheckControl, '');
const says = async (system: 'dataverse' | 'finance', ...patches: readonly object[]): Promise<void> => {
  const answer = await fetch(`${world[system].url}/sandbox/metadata`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(patches),
  });
  expect(answer.status).toBe(204);
};
let count = 0;
const project = async (): Promise<{ readonly id: string; readonly number: string }> => {
  const number = `STOP-${String(++count)}`;
  const id = await world.june.create('msdyn_project', {
    msdyn_projectnumber: number,
    msdyn_subject: 'Bridge',
    msdyn_owningcompany: world.master.company.usmf,
  });
  return { id, number };
};
const inFinance = (number: string) => world.rows('Finance', 'ProjectsV2', { ProjectId: number });

/** Starts the native map of projects, as dual-write itself notes it. @returns what stops it again. */
async function startTwin(entities = ['msdyn_projects', 'Projects V2']): Promise<() => Promise<unknown>> {
  const [SourceEntityName, DestinationEntityName] = entities;
  const id = await world.june.create('msdyn_dualwriteruntimeconfig', {
    msdyn_unsecure: JSON.stringify({
      ProjectId: crypto.randomUUID(),
      SourceEntityName,
      SourceEnvironmentType: 'CRM',
      DestinationEntityName,
      DestinationEnvironmentType: 'AX',
      EntityMapVersion: { Major: 1, Minor: 0, Build: 0, Revision: 3 },
      FieldMappings: [],
    }),
  });
  const row = `${world.dataverse.url}/api/data/v9.2/msdyn_dualwriteruntimeconfigs(${id})`;
  return () => fetch(row, { method: 'DELETE' });
}

describe('A running native twin', () => {
  it('F63: keeps our map off with an alarm, and the map starts by itself once the twin is stopped', async () => {
    await forget();
    const stopTwin = await startTwin();
    const { sync, check, alarms, log, later } = start();
    const { id, number } = await project();

    await world.run(world.change(projects, id), sync);

    expect(inFinance(number)).toEqual([]);
    expect(alarms).toEqual([`native-twin ${projects}`]);
    const state = await world.state(projects, id);
    expect(state).toMatchObject({ outcome: 'retrying', failure: { cause: 'map-stopped' } });
    expect(state?.failure?.message).toMatch(
      /"Projects V2" is stopped: The native dual-write map runs too \(msdyn_projects → Projects V2, version 1\.0\.0\.3\)\. Stop it in dual-write/,
    );
    expect(log).toEqual([
      expect.stringContaining('The map "Projects V2" does not run: The native dual-write map'),
    ]);
    expect(await world.sync.ledger.control(mapCheckControl)).toContain('The native dual-write map runs too');

    await check.look();
    expect(alarms).toHaveLength(2);

    await stopTwin();
    later(5);
    await check.look();
    expect(log.at(-1)).toBe('The map "Projects V2" runs again.');
    await world.drain({ host: () => sync });
    expect(inFinance(number)).toHaveLength(1);
    expect(await world.state(projects, id)).toMatchObject({ outcome: 'applied' });
  });

  it('F63: that starts later is seen by the timer, although nothing else was looked at since', async () => {
    await forget();
    const { check, alarms, later } = start();
    expect(await check.mapFault(world.maps.byName(projects))).toBeUndefined();
    const stopTwin = await startTwin(['Projects V2 (msdyn_projects)', 'MSDYN_PROJECTS']);
    later(5);
    await check.look();
    await stopTwin();
    expect(alarms).toEqual([`native-twin ${projects}`]);
    expect(await check.mapFault(world.maps.byName(projects))).toContain('The native dual-write map runs too');
    await check.look();
    expect(await check.mapFault(world.maps.byName(projects))).toBeUndefined();
  });

  it('is none where dual-write is not installed, or another map of the same table runs', async () => {
    await forget();
    const stop = await startTwin(['salesorders', 'CDS sales order headers']);
    const { check, alarms } = start();
    expect(await check.mapFault(world.maps.byName('Project contract headers'))).toBeUndefined();
    await stop();
    expect(alarms).toEqual([]);
  });
});

describe('The look at the environments when the app starts', () => {
  it('stops only the maps that would fail, and their records wait with the reason and go on later', async () => {
    await forget();
    await says('finance', { set: 'ProjectsV2', property: 'ActualEndDate', change: 'absent' });
    const { sync, check, log, alarms, later } = start();
    const { id, number } = await project();
    const role = await world.june.create('bookableresourcecategory', {
      msdyn_resourcecategorynumber: 'RC-STOP',
      name: 'Welder',
    });

    await world.run(world.change(projects, id), sync);
    await world.run(world.change(roles, role), sync);

    expect(inFinance(number)).toEqual([]);
    expect(world.rows('Finance', 'ResourceCategoriesShared', { RoleId: 'RC-STOP' })).toHaveLength(1);
    const state = await world.state(projects, id);
    expect(state?.failure).toMatchObject({ cause: 'map-stopped', cure: 'administrator' });
    expect(state?.failure?.message).toContain('ProjectsV2 has no property ActualEndDate. Take the pair out');
    expect(log).toHaveLength(1);
    expect(alarms).toEqual([]);

    await says('finance');
    later(5);
    await check.look();
    await world.drain({ host: () => sync });
    expect(inFinance(number)).toHaveLength(1);
  });

  it('is not repeated by the next instance: it finds in Control what the last one came to', async () => {
    await forget();
    await says('finance', { set: 'ProjectsV2', property: 'ActualEndDate', change: 'absent' });
    await start().check.mapFault(world.maps.byName(projects));
    await says('finance');
    const counts = `${world.dataverse.url}/sandbox/counts`;
    await fetch(counts, { method: 'DELETE' });

    const next = start();
    expect(await next.check.mapFault(world.maps.byName(projects))).toContain('no property ActualEndDate');

    expect(await (await fetch(counts)).json()).toMatchObject({ total: 0 });
    await next.check.look();
    expect(await next.check.mapFault(world.maps.byName(projects))).toBeUndefined();
  });

  it('is made anew for other maps than the last instance had', async () => {
    await world.sync.ledger.putControl(
      mapCheckControl,
      JSON.stringify({
        fingerprint: 'of other maps',
        at: new Date().toISOString(),
        stops: { [projects]: { reason: 'out of date', twin: false } },
      }),
    );
    expect(await start().check.mapFault(world.maps.byName(projects))).toBeUndefined();
  });

  it('finds a system away: its records wait meanwhile, without a hundred questions for each, and go on', async () => {
    await forget();
    const { sync, later } = start();
    const { id, number } = await project();
    await world.mode('Dataverse', { mode: 'down', sets: ['EntityDefinitions'] });

    await world.run(world.change(projects, id), sync);
    await fetch(`${world.dataverse.url}/sandbox/counts`, { method: 'DELETE' });
    await world.run(world.change(projects, id), sync);

    const { requests } = (await (await fetch(`${world.dataverse.url}/sandbox/counts`)).json()) as {
      readonly requests: { readonly GET?: Readonly<Record<string, number>> };
    };
    expect(requests.GET?.['EntityDefinitions']).toBeUndefined();
    expect(await world.state(projects, id)).toMatchObject({ outcome: 'retrying' });
    expect(inFinance(number)).toEqual([]);

    await world.mode('Dataverse', { mode: 'normal' });
    later(1);
    await world.drain({ host: () => sync });
    expect(inFinance(number)).toHaveLength(1);
  });
});

describe('A change to a row of a map that the evidence gate stops', () => {
  const gated = () => registry(world.maps.all(), { guesses: 'stop' });

  it('waits in the ledger with the reason, and goes on when the map starts', async () => {
    const { id, number } = await project();
    await world.run(world.change(projects, id), { ...world.sync, maps: gated() });
    expect(await world.state(projects, id)).toMatchObject({
      outcome: 'retrying',
      failure: {
        cause: 'map-stopped',
        message: expect.stringMatching(/12 of its lines are guesses.*maps\.accepted\.json/) as string,
      },
    });
    expect(inFinance(number)).toEqual([]);
    await world.drain();
    expect(inFinance(number)).toHaveLength(1);
  });

  it.each([
    ['is published at the door', { guesses: 'stop' as const }, 'published'],
    ['is turned away at the door where MAPS_OFF names the map', { off: new Set([projects]) }, 'not-ours'],
  ])('%s', async (_what, options, kind) => {
    const context = {
      MessageName: 'Update',
      Mode: 1,
      OperationId: crypto.randomUUID(),
      OrganizationId: world.dataverse.organizationId,
      OrganizationName: 'contoso',
      PrimaryEntityId: crypto.randomUUID(),
      PrimaryEntityName: 'msdyn_project',
    };
    const accepted = await acceptDataverseEvent(
      {
        ...world.sync,
        maps: registry(world.maps.all(), options),
        organizationIds: new Set([world.dataverse.organizationId]),
      },
      new TextEncoder().encode(JSON.stringify(context)),
      'webhook',
    );
    expect(accepted.kind).toBe(kind);
    await world.drain();
  });
});
