import type { Recorder } from './journal-record.ts';

/** Where the store's changes go. */
export interface Journal {
  readonly record: Recorder;
  /** Runs once everything recorded so far survives the end of the process: the moment to tell a client. */
  whenWritten(run: () => void): void;
  close(): void;
}
