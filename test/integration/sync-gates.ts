import pMap from 'p-map';
import { expect } from 'vitest';
import { openGates } from '../../shared/sync/gates/gates.ts';
import type { GateSettings } from '../../shared/sync/gates/gate-settings.ts';
import { releaseParked } from '../../shared/sync/gates/release-parked.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { shortGates, type World } from './sync-harness.ts';
import { fresh, makeProject, map } from './sync-rows.ts';

/** A project in Dataverse. */
export interface Project {
  readonly number: string;
  readonly id: string;
}

/** Gates that ask for no probe while a test looks, however slow the machine is. */
export const patient: Partial<GateSettings> = { probeMs: [60_000], longestMs: 60_000 };

/** What tests of breakers and pauses do over and over, in the world that is open when they do it. */
export function gateSteps(worldOf: () => World) {
  const inFinance = (number: string) => worldOf().rows('Finance', 'ProjectsV2', { ProjectId: number });

  const projects = (count: number, more = {}): Promise<Project[]> =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const number = fresh('P');
        return { number, id: await makeProject(worldOf(), number, more) };
      }),
    );

  /** A host with breakers of its own settings. */
  const hostWith = (gates: Partial<GateSettings>, keepMs = 20): Sync => {
    const { sync } = worldOf();
    return { ...sync, gates: openGates(sync.ledger, Date.now, keepMs, { ...shortGates, ...gates }) };
  };

  /** As if the time had passed after which the open breakers let a probe pass, and for which its copy was put off. */
  const comeDue = async (): Promise<void> => {
    const world = worldOf();
    const { sync } = world;
    for (const [name, text] of await sync.ledger.listControls('breaker|')) {
      const breaker = JSON.parse(text) as Record<string, unknown>;
      await sync.ledger.putControl(name, JSON.stringify({ ...breaker, until: new Date().toISOString() }));
    }
    sync.gates.forget();
    world.skip(2 * 60_000);
  };

  /** Works like bus and release timer together, until nothing is parked. */
  const goOn = async (on: Sync = hostWith({ releasePerSecond: 500 })): Promise<void> => {
    const world = worldOf();
    await comeDue();
    for (let run = 0; run < 50; run++) {
      await world.drain({ host: () => on });
      let waiting = 0;
      for await (const { parent } of on.ledger.listWaiters())
        if (parent.startsWith('breaker|') || parent.startsWith('pause|')) waiting++;
      if (waiting === 0) return;
      on.gates.forget();
      await releaseParked({ ...on, sleep: () => world.drain({ host: () => on }).then(() => undefined) });
    }
    throw new Error('what is parked does not go on');
  };

  /** Requests that Finance got since it was asked last, for any set. */
  const requests = async (): Promise<number> => {
    const counted = `${worldOf().finance.url}/sandbox/counts`;
    const counts = (await (await fetch(counted)).json()) as Record<string, Record<string, number>>;
    await fetch(counted, { method: 'DELETE' });
    return Object.values(counts).reduce(
      (sum, sets) => sum + Object.values(sets).reduce((all, count) => all + count, 0),
      0,
    );
  };

  const outcomesOf = (rows: readonly Project[]) =>
    pMap(rows, async ({ id }) => (await worldOf().state(map.projects, id))?.outcome, { concurrency: 32 });

  const parked = async (gate: string) => (await worldOf().sync.ledger.waitersOf(gate)).length;

  /** Whether all of them wait before a gate, but for one that may come back by itself to probe. */
  const allStay = (gate: string, rows: readonly Project[]) => async (): Promise<boolean> => {
    if (worldOf().counts('setup-configuration').active > 0 || (await parked(gate)) < rows.length - 1)
      return false;
    const outcomes = await outcomesOf(rows);
    return (
      outcomes.every((outcome) => outcome === 'waiting' || outcome === 'retrying') &&
      outcomes.filter((outcome) => outcome === 'retrying').length <= 1
    );
  };

  return {
    inFinance,
    projects,
    hostWith,
    changed: ({ id }: Project) => worldOf().change(map.projects, id),
    outcomesOf,
    parked,
    allStay,
    comeDue,
    expectAllThereOnce: (rows: readonly Project[]): void => {
      for (const { number } of rows) expect(inFinance(number), number).toHaveLength(1);
    },
    goOn,
    requests,
  };
}
