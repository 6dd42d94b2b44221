import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import { failureOf } from './failure-of.ts';
import type { ProbeWorld } from './probe-world.ts';

/** A write that is taken back after the probe. */
export interface Noted {
  /** What is then there, with its id. */
  readonly what: string;
  readonly write: () => Promise<unknown>;
  readonly takeBack: () => Promise<unknown>;
}

/**
 * Writes, and takes note of it unless the system refused: also when no answer says whether it was done.
 *
 * @returns how the system refused it; undefined when it was done.
 * @throws NotSettled
 */
export async function noted(
  world: ProbeWorld,
  { what, write, takeBack }: Noted,
): Promise<CounterpartErrorDetails | undefined> {
  try {
    const failure = await failureOf(write());
    if (failure === undefined) world.made(what, takeBack);
    return failure;
  } catch (error) {
    world.made(`${what}, if it was written`, takeBack);
    throw error;
  }
}
