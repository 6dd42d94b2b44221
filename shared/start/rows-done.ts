import type { RunUnit } from './run.ts';

/** Rows of a unit that came to something. */
export const rowsDone = (counts: RunUnit['counts']): number =>
  Object.values(counts).reduce((sum, many) => sum + many, 0);
