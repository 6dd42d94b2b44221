import { ledgerAlone } from '../contenders/ledger-alone.ts';
import { atMost, once, type Measure } from '../measure.ts';
import type { Part, Size } from '../part.ts';
import { startLedgerProcess } from '../stack/start-ledger-process.ts';
import { stops } from '../stack/stops.ts';
import { spread } from '../statistics/spread.ts';
import { drained } from '../world/drained.ts';
import { rowMaker } from '../world/make-rows.ts';
import { settled } from '../world/settled.ts';
import type { World } from '../world/start-world.ts';
import { partitionOf } from './partition-of.ts';

const map = 'Project Operations integration actuals';
const patienceMs = 180_000;
const concurrencies = [1, 32] as const;

/** What a change asks of Table Storage, and how much of that an embedded store can do. */
export const ledger: Part = {
  about:
    'requests to the table service: per change, per partition, and how many a second the embedded one answers',
  run: async (size, tell) => [...(await counted(size, tell)), ...(await timed(size, tell))],
};

async function counted({ quick, worlds }: Size, tell: (line: string) => void): Promise<readonly Measure[]> {
  const changes = quick ? 30 : 1_000;
  const world = await worlds.open({ latency: { fromMs: 0, toMs: 0 } });
  try {
    const make = await rowMaker(world);
    const projects = await make.projects(quick ? 3 : 20);
    const actuals = await make.actuals(changes, (position) => ({
      type: 'cost',
      project: projects[position % projects.length] ?? '',
    }));
    const measures: Measure[] = [];

    tell('new projects');
    let renamed: readonly string[] = [];
    const added = await observed(world, 'setup-configuration', async () => {
      renamed = await make.projects(quick ? 10 : 300);
    });
    measures.push(requests('a new project with its contract', added.requests / renamed.length, quick));

    tell('new actuals, each with two parents');
    const made = await observed(world, 'estimates-actuals', () => world.announce(map, 'create', actuals));
    measures.push(requests('a new actual with two parents', made.requests / changes, quick));
    const busiest = 100 * (Math.max(...made.partitions.values()) / made.requests);
    const share = once(busiest);
    measures.push({
      of: `${changes.toLocaleString('en-US')} new actuals of ${String(projects.length)} projects`,
      what: 'busiest partition of Records',
      unit: '% of all requests',
      figure: share,
      ...(quick ? {} : { goal: atMost(1, share) }),
    });

    tell('known projects, with and without a difference');
    for (const [position, project] of renamed.entries())
      await make.june.update('msdyn_project', project, { msdyn_subject: `Bridge ${String(position)}` });
    const rename = (): Promise<void> => world.announce('Projects V2', 'update', renamed);
    const changed = await observed(world, 'setup-configuration', rename);
    measures.push(requests('a known project that differs', changed.requests / renamed.length, quick));
    const same = await observed(world, 'setup-configuration', rename);
    measures.push(requests('a known project that does not', same.requests / renamed.length, quick));
    return measures;
  } finally {
    await world.stop();
  }
}

function requests(of: string, perChange: number, quick: boolean): Measure {
  const figure = once(perChange);
  const measure = { of, what: 'this project', unit: 'ledger requests a change', figure };
  // Of a few changes most requests are those that all share.
  return quick ? measure : { ...measure, goal: atMost(3, figure) };
}

interface Observed {
  readonly requests: number;
  /** Requests by partition of Records. */
  readonly partitions: ReadonlyMap<string, number>;
}

async function observed(
  world: World,
  area: 'estimates-actuals' | 'setup-configuration',
  announce: () => Promise<void>,
): Promise<Observed> {
  const partitions = new Map<string, number>();
  world.ledgerRequests.reset();
  world.ledgerRequests.observe((request) => {
    const partition = partitionOf(request);
    if (partition !== undefined) partitions.set(partition, (partitions.get(partition) ?? 0) + 1);
  });
  await announce();
  await settled('The changes are done', patienceMs, () => drained(world.serviceBus, area));
  world.ledgerRequests.observe(undefined);
  return { requests: world.ledgerRequests.requests(), partitions };
}

async function timed({ quick, runs }: Size, tell: (line: string) => void): Promise<readonly Measure[]> {
  const started = stops();
  try {
    const { connectionString } = await started.add(startLedgerProcess());
    const alone = await started.add(ledgerAlone(connectionString));
    const changes = quick ? 20 : 400;
    await alone.run(32, changes);
    const rates = new Map<number, number[]>(concurrencies.map((concurrent) => [concurrent, []]));
    for (let round = 0; round < runs; round++)
      for (const concurrent of concurrencies) {
        const { milliseconds } = await alone.run(concurrent, changes);
        const rate = (changes * 1_000) / milliseconds;
        tell(`${String(concurrent)} at once: ${rate.toFixed(0)} new records/s`);
        rates.get(concurrent)?.push(rate);
      }
    return [...rates].map(([concurrent, all]) => ({
      of: `${String(concurrent)} at once`,
      what: 'embedded store alone',
      unit: 'new records/s',
      figure: spread(all),
    }));
  } finally {
    await started.all();
  }
}
