import type { OpenLevel } from '../stats/open-levels.ts';
import type { AlarmKind, RefusalKind, RoundResult } from './figures.ts';
import type { CounterpartOperation } from './counterpart-operation.ts';
import type { OutcomeEvent } from './outcome-event.ts';

/** Where figures go. Never throws and never waits: telemetry must not fail or slow a change. */
export interface Telemetry {
  outcome(event: OutcomeEvent): void;
  /** An event at the door that was refused: foreign organisation, unreadable body, more than one key. */
  refused(kind: RefusalKind): void;
  /** An event that could be read and is of an organisation of ours, whether or not a map wants it. */
  received(system: 'dataverse' | 'finance', through: 'webhook' | 'topic'): void;
  /**
   * A round of reconciliation.
   *
   * @param found changes that it asked to be looked at, by the system that has them.
   */
  reconciled(result: RoundResult, found: Readonly<Record<'dataverse' | 'finance', number>>): void;
  /**
   * Something that a person should look at now: a breaker opened, a map paused by itself, an area's records wait too long,
   * a map's native twin runs, the ledger is away, the audit could not be appended for an hour.
   */
  alarm(kind: AlarmKind, name: string): void;
  /** What is open of every map just now. */
  levels(levels: readonly OpenLevel[]): void;
  /** A request to Dataverse or Finance and how it was answered. */
  counterpartOperation(operation: CounterpartOperation): void;
  /** A claim or a commit found that somebody else was faster. */
  leaseConflict(map: string): void;
}
