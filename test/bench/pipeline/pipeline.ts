import { atLeast, atMost, once, type Measure } from '../measure.ts';
import type { Part } from '../part.ts';
import { planOf } from '../plan.ts';
import { runBench } from '../run/run-bench.ts';
import type { PipelineReport } from '../report/pipeline-report.ts';
import { meanLatencyMs } from '../stack/start-stack.ts';

/** From webhook to counterpart row, beside a textbook function and the parts alone, on the same servers. */
export const pipeline: Part = {
  about:
    'from webhook to counterpart row, against a textbook function, the broker and the ledger store alone',
  run: async (size, tell) => measuresOf(await runBench(planOf(size), tell)),
};

function measuresOf({ plan, lines, limits, metadataReads }: PipelineReport): readonly Measure[] {
  const latency = meanLatencyMs(plan.latency);
  return [
    ...lines.flatMap((line): Measure[] => {
      const of = line.paced
        ? `${String(line.concurrent)} at once, both systems paced`
        : `${String(line.concurrent)} at once`;
      const what = line.title;
      const { changesPerSecond, perChange } = line;
      const measure = (unit: string, figure: Measure['figure'], goal?: Measure['goal']): Measure => ({
        of,
        what,
        unit,
        figure,
        ...(goal === undefined ? {} : { goal }),
      });
      return [
        measure('changes/s', changesPerSecond),
        measure('ms p50', line.p50),
        measure('ms p95', line.p95),
        ...(line.answerP95 === undefined ? [] : [measure("ms p95 of the webhook's answer", line.answerP95)]),
        ...(perChange === undefined
          ? []
          : [
              measure('reads + look-ups a change', once(perChange.reads)),
              measure('writes a change', once(perChange.writes)),
              measure('ledger requests a change', once(perChange.ledger)),
            ]),
        ...(line.contender === 'textbook'
          ? [
              {
                ...measure(
                  'times the textbook function',
                  line.ratio,
                  line.paced ? atLeast(3, line.ratio) : undefined,
                ),
                what: 'this project',
              },
            ]
          : []),
        ...(line.contender === 'sync' && line.concurrent === 1
          ? [overhead(of, line.p50, perChange?.requests ?? Number.NaN, latency)]
          : []),
      ];
    }),
    ...limits.flatMap(({ concurrent, reached }): Measure[] =>
      (
        [
          ["of what the systems' latency allows", reached.latency],
          ['of what the emulated ledger store allows', reached.ledger],
          ['of the processor at work', reached.processor],
        ] as const
      ).map(([unit, share]) => ({
        of: `${String(concurrent)} at once`,
        what: 'this project',
        unit: `% ${unit}`,
        figure: once(100 * share),
      })),
    ),
    ...Object.entries(metadataReads).map(([contender, reads]): Measure => ({
      of: 'first use',
      what: contender,
      unit: 'reads of metadata',
      figure: once(reads),
    })),
  ];
}

/** What is left of a change's time when nothing else is under way and both systems have had theirs. */
function overhead(of: string, p50: Measure['figure'], requests: number, latency: number): Measure {
  const left = (value: number): number => value - requests * latency;
  const figure = { median: left(p50.median), min: left(p50.min), max: left(p50.max) };
  return {
    of,
    what: 'this project',
    unit: 'ms p50 beyond the counterparts',
    figure,
    goal: atMost(25, figure),
  };
}
