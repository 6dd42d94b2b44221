import { cpus } from 'node:os';
import { floor } from '../contenders/floor.ts';
import { ingestAlone } from '../contenders/ingest-alone.ts';
import { ledgerAlone } from '../contenders/ledger-alone.ts';
import { syncContender } from '../contenders/sync.ts';
import { textbookContender } from '../contenders/textbook.ts';
import { countAll } from '../count/count-all.ts';
import type { Plan } from '../plan.ts';
import { limits } from '../report/limits.ts';
import type { PipelineReport } from '../report/pipeline-report.ts';
import { summarise } from '../report/summarise.ts';
import { startStack } from '../stack/start-stack.ts';
import { stops } from '../stack/stops.ts';
import { alternate } from './alternate.ts';

/** Starts everything, counts, warms up, measures, and stops everything. */
export async function runBench(plan: Plan, tell: (line: string) => void): Promise<PipelineReport> {
  const started = stops();
  try {
    const stack = await startStack(started, plan.latency);
    tell('counting requests');
    const counted = await countAll(stack, plan.steps);
    const most = Math.max(...plan.steps.map(({ concurrent }) => concurrent));
    const contenders = await Promise.all([
      started.add(syncContender(stack)),
      started.add(textbookContender(stack)),
      started.add(Promise.resolve(floor(stack.serviceBus, most))),
      started.add(ledgerAlone(stack.ledger.connectionString)),
      started.add(ingestAlone(stack)),
    ]);
    tell('warming up');
    const least = Math.min(most, 32);
    for (const contender of contenders) await contender.run(least, 2 * least);
    const runs = await alternate(plan, contenders, (perSecond) => stack.paceDataverse(perSecond), tell);
    const lines = summarise(runs, counted, contenders);
    const [cpu, ...others] = cpus();
    const cores = others.length + 1;
    return {
      machine: { node: process.versions.node, cpu: cpu?.model ?? 'unknown', cores },
      plan,
      lines,
      metadataReads: Object.fromEntries(
        counted.map(({ contender, metadataReads }) => [contender, metadataReads]),
      ),
      limits: limits(lines, plan.latency, cores),
    };
  } finally {
    await started.all();
  }
}
