import type { Ledger } from '../ledger/ledger.ts';
import type { Bus } from '../messaging/bus.ts';
import type { Registry } from '../table-map/registry.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Companies } from './companies.ts';
import type { Choices } from './choices.ts';
import type { Counterpart } from './counterpart.ts';
import type { FailedJobs } from './failed-jobs.ts';
import type { Gates } from './gates/gates.ts';
import type { MapFault } from './map-fault.ts';
import type { Timing } from './timing.ts';

/** Everything that the sync of a record needs; ports only, so that tests and the simulation can put their own in. */
export interface Sync {
  readonly maps: Registry;
  readonly ledger: Ledger;
  readonly bus: Bus;
  readonly dataverse: Counterpart;
  readonly finance: Counterpart;
  readonly choices: Choices;
  /** What Dataverse's own processes failed with. */
  readonly failedJobs: FailedJobs;
  /** What a look at the environments found wrong with a map. */
  readonly mapFault: MapFault;
  readonly companies: Companies;
  readonly timing: Timing;
  /**
   * Raised by an operator after a restore or refresh of either system: hashes that were taken under an earlier epoch
   * are not trusted. May be a few seconds old.
   */
  readonly epoch: () => Promise<number>;
  /** Breakers and pauses. */
  readonly gates: Gates;
  readonly telemetry: Telemetry;
  /** Milliseconds of the local clock: for durations and schedules, never to compare with a lease. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly newId: () => string;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly log: (line: string) => void;
}
