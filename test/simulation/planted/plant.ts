import type { Sync } from '../../../shared/sync/sync.ts';

/** What a run works with, before its calls travel. */
export type Ports = Pick<Sync, 'ledger' | 'bus' | 'dataverse' | 'finance' | 'maps'>;

/** A bug that is put in front of the ports of every run, to see that the simulation finds it. */
export interface Plant {
  readonly name: string;
  /** What goes wrong, for a person. */
  readonly what: string;
  /** The ports of one run with the bug. */
  readonly ports?: (ports: Ports, tools: { readonly unique: () => string }) => Ports;
  /** In place of a webhook's idempotency key. */
  readonly webhookKey?: (told: { readonly row: string; readonly event: string }) => string | undefined;
}
