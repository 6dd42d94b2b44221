import type { Plant } from '../planted/plant.ts';
import { runSeed, type SeedResult } from './run-seed.ts';

export interface Caught {
  /** Seeds that were run; the last one found it. */
  readonly seeds: number;
  /** undefined: none of the seeds found it. */
  readonly found: SeedResult | undefined;
}

/** Runs seeds with a planted bug until an invariant does not hold any more. */
export async function untilCaught(plant: Plant, from: number, most: number): Promise<Caught> {
  for (let seeds = 1; seeds <= most; seeds++) {
    const result = await runSeed(from + seeds - 1, { plant });
    if (result.violations.length > 0) return { seeds, found: result };
  }
  return { seeds: most, found: undefined };
}
