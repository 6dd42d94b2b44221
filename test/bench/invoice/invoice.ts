import { cpus } from 'node:os';
import host from '../../../host.json' with { type: 'json' };
import { documentedProtection } from '../../../infra/local/dataverse/web/service-protection.ts';
import { resetSandboxCounts, sandboxCounts } from '../count/sandbox-counts.ts';
import { atMost, once, type Measure } from '../measure.ts';
import type { Part } from '../part.ts';
import { meanLatencyMs } from '../stack/start-stack.ts';
import { busyCores } from '../statistics/busy-cores.ts';
import { drained } from '../world/drained.ts';
import { rowMaker } from '../world/make-rows.ts';
import { settled } from '../world/settled.ts';
import type { World } from '../world/start-world.ts';
import { secondsOnVirtualClock } from './on-virtual-clock.ts';

const confirmed = 192350002;
const latency = { fromMs: 50, toMs: 150 };
/** `MOST_IN_FLIGHT_OF_ALL`: so many requests to Finance are under way at most. */
const placesInFinance = 48;

/** An operation of Table Storage or Service Bus in the same region: assumed. */
const storeMs = 5;

const virtualOptions = {
  latency,
  storeMs,
  callsAtOnce: host.extensions.serviceBus.maxConcurrentCalls,
  placesPerSystem: placesInFinance,
};

/** One invoice that is told, and what bounds it. */
interface Told {
  readonly number: string;
  readonly lines: number;
  /** Finance answers so many requests a second; absent: as many as come. */
  readonly financePerSecond?: number;
}

/** One confirmed invoice: header, billed sales and their connections, told all at once. */
export const invoice: Part = {
  about: 'one confirmed invoice of thousands of lines with their connections, under the limits of Dataverse',
  run: async ({ quick, full, worlds }, tell) => {
    const told: readonly Told[] = [
      { number: 'INV-1', lines: quick ? 40 : full ? 10_000 : 3_000 },
      { number: 'INV-2', lines: quick ? 20 : full ? 3_000 : 1_000, financePerSecond: 40 },
    ];
    const measures: Measure[] = [];
    for (const one of told) {
      const paceable = one.financePerSecond !== undefined;
      const world = await worlds.open({
        latency,
        protection: documentedProtection,
        ...(paceable ? { paceable } : {}),
      });
      try {
        measures.push(...measuresOf(one, await carry(world, one, tell), quick));
      } finally {
        if (paceable) world.paceFinance(undefined);
        await world.stop();
      }
    }
    const lines = told[0]?.lines ?? 0;
    tell('the same on a virtual clock');
    return [
      ...measures,
      ...virtualMeasures(lines, await secondsOnVirtualClock(lines, virtualOptions), quick),
    ];
  },
};

const patienceMs = 20 * 60_000;

/** What it took to bring one invoice to Finance. */
interface Carried {
  readonly seconds: number;
  /** Rows that Finance got. */
  readonly writes: number;
  /** Requests to Dataverse. */
  readonly asked: number;
  readonly refused: number;
  readonly ledger: number;
  /** Share of the machine's processors that was at work, whoever kept them busy; from 0 to 1. */
  readonly processor: number;
}

async function carry(
  world: World,
  { number, lines, financePerSecond }: Told,
  tell: (line: string) => void,
): Promise<Carried> {
  const make = await rowMaker(world);
  const [project = ''] = await make.projects(1);
  tell(`making an invoice of ${String(lines)} lines`);
  const header = await make.invoice(number);
  const actuals = await make.actuals(lines, () => ({ type: 'billedSales', project, invoice: header }));
  const connections = await make.connections(
    actuals.slice(1).map((actual, position) => [actuals[position] ?? '', actual] as const),
  );
  await make.june.update('invoice', header, { msdyn_projectinvoicestatus: confirmed });
  await Promise.all([world.dataverse, world.finance].map(({ url }) => resetSandboxCounts(url)));
  const refusedBefore = world.dataverse.refused();
  if (financePerSecond !== undefined) world.paceFinance(financePerSecond);

  const before = counts(world);
  world.ledgerRequests.reset();
  const busy = busyCores();
  const began = performance.now();
  // The order in which Dataverse would not send them: what must come first comes last.
  await world.announce('Integration entity for project transaction relationships', 'create', connections);
  await world.announce('Project Operations integration actuals', 'create', actuals);
  await world.announce('Project invoice proposals V2', 'update', [header]);
  const writes = 1 + actuals.length + connections.length;
  await settled('The invoice is whole in Finance', patienceMs, () => {
    const arrived = less(counts(world), before);
    assertInOrder(arrived);
    return arrived.headers + arrived.lines + arrived.connections === writes;
  });
  const seconds = (performance.now() - began) / 1_000;
  const processor = busy() / cpus().length;
  await settled('All changes are done', patienceMs, async () =>
    (
      await Promise.all(
        (['estimates-actuals', 'project-invoice'] as const).map((area) => drained(world.serviceBus, area)),
      )
    ).every(Boolean),
  );
  const asked = (await sandboxCounts(world.dataverse.url)).reduce((sum, { requests }) => sum + requests, 0);
  const refused = world.dataverse.refused() - refusedBefore;
  return { seconds, writes, asked, refused, ledger: world.ledgerRequests.requests(), processor };
}

/** Rows of an invoice in Finance. */
interface Rows {
  readonly headers: number;
  readonly lines: number;
  readonly connections: number;
}

const counts = ({ finance }: World): Rows => ({
  headers: finance.rows('ProjectInvoiceProposalsV2').length,
  lines: finance.rows('ProjActualsImports').length,
  connections: finance.rows('ProjCDSTransactionRelationshipImports').length,
});

const less = (now: Rows, before: Rows): Rows => ({
  headers: now.headers - before.headers,
  lines: now.lines - before.lines,
  connections: now.connections - before.connections,
});

/** @throws Error when Finance holds a line without its header, or more connections than lines allow. */
function assertInOrder({ headers, lines, connections }: Rows): void {
  if (lines > 0 && headers === 0) throw new Error('A line is in Finance before its header.');
  if (connections > lines) throw new Error('A connection is in Finance before its actuals.');
}

/** The least that the systems allow: Finance takes one row a request, Dataverse so many requests in its window. */
function allowedSeconds({ financePerSecond }: Told, { writes, asked }: Carried): number {
  const finance =
    financePerSecond === undefined
      ? (writes * meanLatencyMs(latency)) / 1_000 / placesInFinance
      : writes / financePerSecond;
  return Math.max(finance, (asked / documentedProtection.requests - 1) * documentedProtection.windowSeconds);
}

/** What the sync waits for where nothing but answers takes time. */
function virtualMeasures(lines: number, seconds: number, quick: boolean): readonly Measure[] {
  const of = `${lines.toLocaleString('en-US')} lines, on a virtual clock`;
  const what = 'this project';
  const allowed = (2 * lines * meanLatencyMs(latency)) / 1_000 / placesInFinance;
  return timeMeasures({ of, what }, seconds, allowed, !quick);
}

/** @param judged whether the goal is asked of it. */
function timeMeasures(
  row: Pick<Measure, 'of' | 'what'>,
  seconds: number,
  allowed: number,
  judged: boolean,
): readonly Measure[] {
  const times = once(seconds / allowed);
  return [
    { ...row, unit: 's until the invoice is whole', figure: once(seconds) },
    { ...row, unit: 's that latency and limits allow', figure: once(allowed) },
    {
      ...row,
      unit: 'times what they allow',
      figure: times,
      ...(judged ? { goal: atMost(1.3, times) } : {}),
    },
  ];
}

function measuresOf(told: Told, carried: Carried, quick: boolean): readonly Measure[] {
  const { lines, financePerSecond } = told;
  const { seconds, asked, refused, ledger, processor } = carried;
  const paced = financePerSecond !== undefined;
  const of = `${lines.toLocaleString('en-US')} lines${paced ? ', Finance paced' : ''}`;
  const what = 'this project';
  const allowed = allowedSeconds(told, carried);
  const throttled = once((100 * refused) / asked);
  return [
    // Where nothing is paced the processor is the limit, and its share says so.
    ...timeMeasures({ of, what }, seconds, allowed, paced && !quick),
    { of, what, unit: '% of the processor at work', figure: once(100 * processor) },
    { of, what, unit: '% of answers throttled', figure: throttled, goal: atMost(1, throttled) },
    { of, what, unit: 'requests to Dataverse a line', figure: once(asked / lines) },
    { of, what, unit: 'ledger requests a line', figure: once(ledger / lines) },
  ];
}
