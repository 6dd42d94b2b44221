import type { Run } from '../../../../../shared/start/run.ts';

/** How a run stands, for a person. */
export const standingOfRun = (run: Run): 'to confirm' | 'finished' | 'under way' =>
  run.finishedAt !== undefined
    ? 'finished'
    : run.needsConfirmation && run.confirmedBy === undefined
      ? 'to confirm'
      : 'under way';
