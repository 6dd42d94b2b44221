import type { OutcomeEvent } from './outcome-event.ts';

/** Where figures go. Never throws and never waits: telemetry must not fail or slow a change. */
export interface Telemetry {
  outcome(event: OutcomeEvent): void;
  /** An event at the door that was refused: foreign organisation, unreadable body. */
  refused(kind: string): void;
  /** Something that a person should look at now: a breaker opened, a map was paused by itself, its native twin runs. */
  alarm(kind: 'breaker-opened' | 'paused' | 'native-twin', name: string): void;
}
