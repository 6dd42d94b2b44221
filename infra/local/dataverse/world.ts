import type { CustomizedTables } from './customize/customized-tables.ts';
import type { Roles } from './customize/roles.ts';
import type { Database } from './store/database.ts';
import type { PendingWrite, RowChange } from './store/transaction.ts';
import type { Deliveries } from './events/deliveries.ts';
import type { RegisteredSteps } from './events/registered-steps.ts';
import type { Steps } from './events/steps.ts';
import type { BehaviourSwitch } from './switches/behaviour.ts';
import type { Counts } from './switches/counts.ts';
import type { MetadataSwitch } from './switches/metadata-switch.ts';
import type { ModeSwitch } from './switches/mode-switch.ts';
import type { Caller } from './write/caller.ts';

/** What belongs to one running sandbox. */
export interface World {
  readonly organizationId: string;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  url: string;
  readonly database: Database;
  /** The tables as they are now. */
  readonly customized: CustomizedTables;
  readonly roles: Roles;
  readonly steps: Steps;
  readonly registeredSteps: RegisteredSteps;
  readonly deliveries: Deliveries;
  readonly mode: ModeSwitch;
  readonly metadata: MetadataSwitch;
  readonly counts: Counts;
  readonly behaviour: BehaviourSwitch;
  readonly approvalDelayMs: number;
  /** Vendor invoices whose lines have become cost actuals. */
  readonly costedInvoices: Set<string>;
  /** Timers of business processes that have not run yet. */
  readonly timers: Set<NodeJS.Timeout>;
  now(): Date;
  newId(): string;
  /** Looks at a write before it is made. @throws WebApiError when a plug-in refuses it. */
  beforeWrite(caller: Caller, write: PendingWrite): void;
  /** Steps and business processes that follow a commit. */
  afterCommit(caller: Caller, changes: readonly RowChange[]): void;
}
