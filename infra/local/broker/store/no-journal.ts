import type { Journal } from './journal.ts';

/** For a broker that forgets everything when it ends. */
export const noJournal: Journal = {
  record: () => undefined,
  whenWritten: (run) => run(),
  close: () => undefined,
};
