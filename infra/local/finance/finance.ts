import type { Accounting } from './accounting/accounting.ts';
import type { Events } from './events/events.ts';
import type { HeaderLocks } from './locks/header-locks.ts';
import type { Service } from './odata/service.ts';
import type { MetadataSwitch } from './sandbox/metadata-switch.ts';
import type { ModeSwitch } from './sandbox/mode-switch.ts';
import type { RequestCounts } from './sandbox/request-counts.ts';

/** All that the routes of the sandbox share. */
export interface Finance {
  readonly service: Service;
  readonly accounting: Accounting;
  readonly events: Events;
  readonly mode: ModeSwitch;
  readonly metadata: MetadataSwitch;
  readonly counts: RequestCounts;
  readonly locks: HeaderLocks;
  /** Accepted bearer token; undefined: none is asked for. */
  readonly token: string | undefined;
  /** Delay of the next answer of the OData service, in milliseconds. */
  latency(): number;
  /** Aborted when the sandbox stops. */
  readonly stopping: AbortSignal;
}
