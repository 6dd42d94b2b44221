import type { Contender, ContenderKey } from '../contenders/contender.ts';
import type { Counted } from '../count/count-contender.ts';
import type { Run } from '../run/time-run.ts';
import { spread, type Spread } from '../statistics/spread.ts';
import type { Line } from './line.ts';

/** A line for each contender at each concurrency, in the order of both. */
export function summarise(
  runs: readonly Run[],
  counted: readonly Counted[],
  contenders: readonly Pick<Contender, 'key' | 'title'>[],
): readonly Line[] {
  const concurrencies = [...new Set(runs.map(({ concurrent }) => concurrent))];
  return concurrencies.flatMap((concurrent) => {
    const of = (key: ContenderKey): readonly Run[] =>
      runs.filter((run) => run.concurrent === concurrent && run.contender === key);
    return contenders.map(({ key, title }): Line => {
      const perChange = counted.find(({ contender }) => contender === key)?.perChange.get(concurrent);
      return {
        concurrent,
        contender: key,
        title,
        ratio: ratioOf(of('sync'), of(key)),
        ...figuresOf(of(key)),
        ...(perChange === undefined ? {} : { perChange }),
      };
    });
  });
}

function figuresOf(runs: readonly Run[]) {
  const over = (figure: (run: Run) => number | undefined): Spread =>
    spread(runs.flatMap((run) => figure(run) ?? []));
  const answered = runs.some(({ answerP50 }) => answerP50 !== undefined);
  return {
    changesPerSecond: over((run) => run.changesPerSecond),
    p50: over((run) => run.p50),
    p95: over((run) => run.p95),
    busyCores: over((run) => run.busyCores),
    ...(answered ? { answerP50: over((run) => run.answerP50), answerP95: over((run) => run.answerP95) } : {}),
  };
}

const ratioOf = (ours: readonly Run[], theirs: readonly Run[]): Spread =>
  spread(
    theirs.flatMap(({ round, changesPerSecond }) =>
      ours.filter((run) => run.round === round).map((run) => run.changesPerSecond / changesPerSecond),
    ),
  );
