import type { OutcomeEvent } from './outcome-event.ts';

/** Where figures go. Never throws and never waits: telemetry must not fail or slow a change. */
export interface Telemetry {
  outcome(event: OutcomeEvent): void;
  /** An event at the door that was refused: foreign organisation, unreadable body. */
  refused(kind: string): void;
  /** Something that a person should look at now: the native twin of a map runs. */
  alarm(kind: 'native-twin', name: string): void;
}
