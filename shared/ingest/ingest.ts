import type { Bus } from '../messaging/bus.ts';
import type { Companies } from '../sync/companies.ts';
import type { Registry } from '../table-map/registry.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** What ingest needs: it authenticates, validates, publishes and answers; it never reads a row. */
export interface Ingest {
  readonly maps: Registry;
  readonly bus: Bus;
  readonly companies: Companies;
  /** Dataverse organisations whose events are taken, in lower case. */
  readonly organizationIds: ReadonlySet<string>;
  readonly telemetry: Telemetry;
  readonly now: () => number;
  readonly newId: () => string;
}
