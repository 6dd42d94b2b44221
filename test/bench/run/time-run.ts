import type { Contender, ContenderKey } from '../contenders/contender.ts';
import type { Step } from '../plan.ts';
import { percentile } from '../statistics/percentile.ts';

/** Figures of one timed run; times in milliseconds. */
export interface Run {
  readonly contender: ContenderKey;
  readonly concurrent: number;
  readonly paced: boolean;
  readonly round: number;
  readonly changesPerSecond: number;
  readonly p50: number;
  readonly p95: number;
  /** Of the webhook's own answer. */
  readonly answerP50?: number;
  readonly answerP95?: number;
  /** Cores of the machine that were at work, whoever kept them busy. */
  readonly busyCores: number;
}

export async function timeRun(
  contender: Contender,
  { concurrent, dataversePerSecond }: Pick<Step, 'concurrent' | 'dataversePerSecond'>,
  changes: number,
  round: number,
): Promise<Run> {
  const loop = await contender.run(concurrent, changes);
  const latencies = loop.results.map(({ latency }) => latency);
  const answers = loop.results.flatMap(({ answer }) => answer ?? []);
  return {
    contender: contender.key,
    concurrent,
    paced: dataversePerSecond !== undefined,
    round,
    changesPerSecond: (changes / loop.milliseconds) * 1000,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    ...(answers.length === 0
      ? {}
      : { answerP50: percentile(answers, 0.5), answerP95: percentile(answers, 0.95) }),
    busyCores: loop.busyCores,
  };
}
