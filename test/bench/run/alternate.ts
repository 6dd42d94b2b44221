import type { Contender } from '../contenders/contender.ts';
import type { Plan } from '../plan.ts';
import { timeRun, type Run } from './time-run.ts';

/**
 * Runs the contenders one after another, round by round, so that what the machine does meanwhile meets all of them.
 * Each round begins with another one.
 */
export async function alternate(
  { runs, steps }: Plan,
  contenders: readonly Contender[],
  pace: (perSecond: number | undefined) => void,
  tell: (line: string) => void,
): Promise<readonly Run[]> {
  const done: Run[] = [];
  for (let round = 0; round < runs; round++) {
    const first = round % contenders.length;
    const order = [...contenders.slice(first), ...contenders.slice(0, first)];
    for (const step of steps)
      for (const contender of order) {
        const changes = step.changes[contender.key];
        if (changes === undefined) continue;
        pace(step.dataversePerSecond);
        const run = await timeRun(contender, step, changes, round);
        tell(
          `run ${round + 1} of ${runs}, ${step.concurrent} concurrent${run.paced ? ', paced' : ''}, ${contender.title}: ${run.changesPerSecond.toFixed(1)}/s`,
        );
        done.push(run);
      }
  }
  return done;
}
