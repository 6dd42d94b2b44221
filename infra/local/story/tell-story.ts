import type { Environment } from '../environment.ts';
import type { Landed } from './expectation.ts';
import { finalCheck } from './final-check.ts';
import { play } from './play.ts';
import { setStage, until } from './stage.ts';

export interface Told {
  readonly landed: readonly Landed[];
  /** What is wrong in the end; empty when the story came out as it should. */
  readonly wrong: readonly string[];
  readonly milliseconds: number;
}

export interface TellOptions {
  readonly writeBack: 'standard' | 'custom';
  readonly tell?: (line: string) => void;
  readonly landed?: (landed: Landed) => void;
  readonly patienceMs?: number;
}

/** Plays the story in an environment and checks both systems and the ledger at its end. Never throws. */
export async function tellStory(environment: Environment, options: TellOptions): Promise<Told> {
  const from = Date.now();
  const stage = setStage(environment, {
    writeBack: options.writeBack,
    tell: options.tell ?? (() => undefined),
    landed: options.landed ?? (() => undefined),
    patienceMs: options.patienceMs ?? 45_000,
  });
  const wrong: string[] = [];
  try {
    await play(stage);
    // The last commits follow their writes by a few milliseconds.
    let last: readonly string[] = [];
    await until(10_000, async () => {
      last = await finalCheck(stage);
      return last.length === 0 ? true : undefined;
    });
    wrong.push(...last);
  } catch (error) {
    wrong.push(error instanceof Error ? error.message : String(error));
  }
  return { landed: stage.landed, wrong, milliseconds: Date.now() - from };
}
