import type { Simulation } from '../run/simulation.ts';

/** Something that people do; false where there was nothing to do it with. */
export type Action = (simulation: Simulation) => boolean;

export interface WeightedAction {
  readonly act: Action;
  /** How often it is done, compared with the others. */
  readonly weight: number;
}
