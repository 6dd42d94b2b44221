import { perChange, type PerChange } from '../count/per-change.ts';
import { resetSandboxCounts, sandboxCounts } from '../count/sandbox-counts.ts';
import { atMost, once, type Measure } from '../measure.ts';
import type { Part } from '../part.ts';
import { drained } from '../world/drained.ts';
import { rowMaker } from '../world/make-rows.ts';
import { settled } from '../world/settled.ts';
import type { World } from '../world/start-world.ts';

const latency = { fromMs: 50, toMs: 150 };
const patienceMs = 180_000;

/** What bursts of changes ask of both systems, counted: the load of the machine does not matter. */
export const calls: Part = {
  about: 'what bursts of changes ask of both systems and of the ledger, counted',
  run: async ({ quick, worlds }, tell) => {
    const changes = quick ? 40 : 1_000;
    const projects = quick ? 4 : 20;
    const changed = quick ? 4 : 50;
    const world = await worlds.open({ latency });
    try {
      const make = await rowMaker(world);
      const ids = await make.projects(projects);
      tell(`making ${String(changes)} actuals`);
      const actuals = await make.actuals(changes, (position) => ({
        type: 'cost',
        project: ids[position % ids.length] ?? '',
      }));
      const measures: Measure[] = [];

      tell('a burst of new actuals');
      const before = world.finance.rows('ProjActualsImports').length;
      const made = await count(world, changes, () => world.announce(actualsMap, 'create', actuals));
      const of = `${String(changes)} new actuals of ${String(projects)} projects`;
      measures.push(...figures(of, made, quick ? undefined : 0.1, 1));
      const there = world.finance.rows('ProjActualsImports').length - before;
      if (there !== changes)
        throw new Error(`${String(there)} of ${String(changes)} actuals are in Finance.`);

      tell('changes to a few records');
      const few = actuals.slice(0, changed);
      const each = Math.floor(changes / changed);
      for (const [position, id] of few.entries())
        await make.june.update('msdyn_actual', id, { msdyn_description: `Hours of ${String(position)}` });
      const updates = Array.from({ length: each }, () => few).flat();
      const updated = await count(world, updates.length, () => world.announce(actualsMap, 'update', updates));
      measures.push(
        ...figures(
          `${String(updates.length)} changes to ${String(changed)} records`,
          updated,
          undefined,
          changed / updates.length,
        ),
      );

      tell('changes that change nothing');
      const nothing = await count(world, changes, () => world.announce(actualsMap, 'update', actuals));
      measures.push(...figures(`${String(changes)} changes that change nothing`, nothing, undefined, 0));
      return measures;
    } finally {
      await world.stop();
    }
  },
};

const actualsMap = 'Project Operations integration actuals';

async function count(world: World, changes: number, announce: () => Promise<void>): Promise<PerChange> {
  const urls = [world.dataverse.url, world.finance.url];
  await Promise.all(urls.map(resetSandboxCounts));
  world.ledgerRequests.reset();
  await announce();
  await settled('The burst is worked on', patienceMs, () => drained(world.serviceBus, 'estimates-actuals'));
  const counts = (await Promise.all(urls.map(sandboxCounts))).flat();
  return perChange(counts, world.ledgerRequests.requests(), changes);
}

const figures = (
  of: string,
  { reads, writes, requests, ledger }: PerChange,
  mostReads: number | undefined,
  mostWrites: number,
): readonly Measure[] => {
  const what = 'this project';
  return [
    {
      of,
      what,
      unit: 'reads + look-ups a change',
      figure: once(reads),
      ...(mostReads === undefined ? {} : { goal: atMost(mostReads, once(reads)) }),
    },
    { of, what, unit: 'writes a change', figure: once(writes), goal: atMost(mostWrites, once(writes)) },
    { of, what, unit: 'HTTP requests a change', figure: once(requests) },
    { of, what, unit: 'ledger requests a change', figure: once(ledger) },
  ];
};
