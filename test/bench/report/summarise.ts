import type { Contender, ContenderKey } from '../contenders/contender.ts';
import type { Counted } from '../count/count-contender.ts';
import type { PerChange } from '../count/per-change.ts';
import type { Run } from '../run/time-run.ts';
import { spread, type Spread } from '../statistics/spread.ts';

/** All runs of one contender at one concurrency; times in milliseconds. */
export interface Line {
  readonly concurrent: number;
  readonly contender: ContenderKey;
  readonly title: string;
  readonly changesPerSecond: Spread;
  /** This project's changes per second, as a share of this line's in the same round. */
  readonly ratio: Spread;
  readonly p50: Spread;
  readonly p95: Spread;
  readonly answerP50?: Spread;
  readonly answerP95?: Spread;
  readonly busyCores: Spread;
  readonly perChange?: PerChange;
}

export function summarise(
  runs: readonly Run[],
  counted: readonly Counted[],
  contenders: readonly Contender[],
): readonly Line[] {
  const concurrencies = [...new Set(runs.map(({ concurrent }) => concurrent))];
  return concurrencies.flatMap((concurrent) => {
    const of = (key: ContenderKey): readonly Run[] =>
      runs.filter((run) => run.concurrent === concurrent && run.contender === key);
    return contenders.map(({ key, title }) => line(of(key), of('sync'), { concurrent, key, title, counted }));
  });
}

interface About {
  readonly concurrent: number;
  readonly key: ContenderKey;
  readonly title: string;
  readonly counted: readonly Counted[];
}

function line(runs: readonly Run[], ours: readonly Run[], { concurrent, key, title, counted }: About): Line {
  const answersP50 = runs.flatMap((run) => run.answerP50 ?? []);
  const answersP95 = runs.flatMap((run) => run.answerP95 ?? []);
  const perChange = counted.find(({ contender }) => contender === key)?.perChange.get(concurrent);
  const ratios = runs.flatMap(({ round, changesPerSecond }) =>
    ours.filter((run) => run.round === round).map((run) => run.changesPerSecond / changesPerSecond),
  );
  return {
    concurrent,
    contender: key,
    title,
    changesPerSecond: spread(runs.map((run) => run.changesPerSecond)),
    ratio: spread(ratios),
    p50: spread(runs.map((run) => run.p50)),
    p95: spread(runs.map((run) => run.p95)),
    ...(answersP50.length === 0 ? {} : { answerP50: spread(answersP50), answerP95: spread(answersP95) }),
    busyCores: spread(runs.map((run) => run.busyCores)),
    ...(perChange === undefined ? {} : { perChange }),
  };
}
