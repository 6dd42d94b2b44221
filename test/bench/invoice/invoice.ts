import { documentedProtection } from '../../../infra/local/dataverse/web/service-protection.ts';
import { resetSandboxCounts, sandboxCounts } from '../count/sandbox-counts.ts';
import { atMost, once, type Measure } from '../measure.ts';
import type { Part } from '../part.ts';
import { meanLatencyMs } from '../stack/start-stack.ts';
import { drained } from '../world/drained.ts';
import { rowMaker } from '../world/make-rows.ts';
import { settled } from '../world/settled.ts';
import type { World } from '../world/start-world.ts';

const confirmed = 192350002;
const latency = { fromMs: 50, toMs: 150 };
/** `maxConcurrentCalls` of host.json: so many writes of an area are under way at most. */
const writesAtOnce = 32;

/** One confirmed invoice: header, billed sales and their connections, told all at once. */
export const invoice: Part = {
  about: 'one confirmed invoice of thousands of lines with their connections, under the limits of Dataverse',
  run: async ({ quick, full, worlds }, tell) => {
    const lines = quick ? 40 : full ? 10_000 : 3_000;
    const world = await worlds.open({ latency, protection: documentedProtection });
    try {
      const make = await rowMaker(world);
      const [project = ''] = await make.projects(1);
      tell(`making an invoice of ${String(lines)} lines`);
      const header = await make.invoice('INV-1');
      const actuals = await make.actuals(lines, () => ({ type: 'billedSales', project, invoice: header }));
      const connections = await make.connections(
        actuals.slice(1).map((actual, position) => [actuals[position] ?? '', actual] as const),
      );
      await make.june.update('invoice', header, { msdyn_projectinvoicestatus: confirmed });
      await Promise.all([world.dataverse, world.finance].map(({ url }) => resetSandboxCounts(url)));
      const refusedBefore = world.dataverse.refused();

      const before = counts(world);
      const began = performance.now();
      // The order in which Dataverse would not send them: what must come first comes last.
      await world.announce('Integration entity for project transaction relationships', 'create', connections);
      await world.announce('Project Operations integration actuals', 'create', actuals);
      await world.announce('Project invoice proposals V2', 'update', [header]);
      const expected = 1 + actuals.length + connections.length;
      await settled('The invoice is whole in Finance', patienceMs, () => {
        const arrived = less(counts(world), before);
        assertInOrder(arrived);
        return arrived.headers + arrived.lines + arrived.connections === expected;
      });
      const seconds = (performance.now() - began) / 1_000;
      await settled('All changes are done', patienceMs, async () =>
        (
          await Promise.all(
            (['estimates-actuals', 'project-invoice'] as const).map((area) =>
              drained(world.serviceBus, area),
            ),
          )
        ).every(Boolean),
      );
      const asked = (await sandboxCounts(world.dataverse.url)).reduce(
        (sum, { requests }) => sum + requests,
        0,
      );
      return measures(
        lines,
        { seconds, asked, refused: world.dataverse.refused() - refusedBefore, writes: expected },
        quick,
      );
    } finally {
      await world.stop();
    }
  },
};

const patienceMs = 20 * 60_000;

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

interface Found {
  readonly seconds: number;
  /** Requests to Dataverse. */
  readonly asked: number;
  readonly refused: number;
  readonly writes: number;
}

function measures(
  lines: number,
  { seconds, asked, refused, writes }: Found,
  quick: boolean,
): readonly Measure[] {
  const of = `${lines.toLocaleString('en-US')} lines`;
  const what = 'this project';
  // Dataverse's requests fit into its window; what is left is that Finance takes one row a request.
  const allowed = Math.max(
    (writes * meanLatencyMs(latency)) / 1_000 / writesAtOnce,
    (asked / documentedProtection.requests - 1) * documentedProtection.windowSeconds,
  );
  const throttled = once((100 * refused) / asked);
  const times = once(seconds / allowed);
  return [
    { of, what, unit: 's until the invoice is whole', figure: once(seconds) },
    { of, what, unit: 's that latency and limits allow', figure: once(allowed) },
    {
      of,
      what,
      unit: 'times what they allow',
      figure: times,
      ...(quick ? {} : { goal: atMost(1.3, times) }),
    },
    { of, what, unit: '% of answers throttled', figure: throttled, goal: atMost(1, throttled) },
    { of, what, unit: 'requests to Dataverse a line', figure: once(asked / lines) },
  ];
}
