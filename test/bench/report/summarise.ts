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
  const steps = new Map(
    runs.map(({ concurrent, paced }) => [`${concurrent} ${paced}`, { concurrent, paced }]),
  );
  return [...steps.values()].flatMap(({ concurrent, paced }) => {
    const of = (key: ContenderKey): readonly Run[] =>
      runs.filter((run) => run.concurrent === concurrent && run.paced === paced && run.contender === key);
    return contenders.flatMap(({ key, title }): Line[] => {
      if (of(key).length === 0) return [];
      const perChange = paced
        ? undefined
        : counted.find(({ contender }) => contender === key)?.perChange.get(concurrent);
      const line: Line = {
        concurrent,
        paced,
        contender: key,
        title,
        ratio: ratioOf(of('sync'), of(key)),
        ...figuresOf(of(key)),
        ...(perChange === undefined ? {} : { perChange }),
      };
      return [line];
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
