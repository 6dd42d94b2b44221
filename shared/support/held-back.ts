import { breakers } from '../sync/gates/breakers.ts';
import { describeGate } from '../sync/gates/gate.ts';
import { pauseName, type PausePlace } from '../sync/gates/gate-names.ts';
import type { Pause } from '../sync/gates/pause.ts';
import { pauses } from '../sync/gates/pauses.ts';
import type { Sync } from '../sync/sync.ts';

/** Everything that holds records back just now, whatever the records are. */
export interface HeldBack {
  readonly pauses: readonly (PausePlace & Pause & Held)[];
  readonly breakers: readonly (Held & {
    /** When it opened; nobody calls before `until`. ISO 8601 UTC. */
    readonly since: string;
    readonly until: string;
    /** The system's own words. */
    readonly reason: string;
    /** Probes that failed. */
    readonly failures: number;
  })[];
}

interface Held {
  /** `The map "Projects V2" in usmf`, `Finance`. */
  readonly what: string;
  /** Records that are parked before it. */
  readonly parked: number;
}

/** Pauses and open breakers as they are in the ledger now, with how many records each holds back. @throws LedgerError */
export async function heldBack(sync: Sync): Promise<HeldBack> {
  const held = async (name: string): Promise<Held> => ({
    what: describeGate(name),
    parked: (await sync.ledger.waitersOf(name)).length,
  });
  return {
    pauses: await Promise.all(
      (await pauses(sync)).map(async (pause) => ({ ...pause, ...(await held(pauseName(pause))) })),
    ),
    breakers: await Promise.all(
      [...(await breakers(sync))].map(async ([name, { since, until, reason, failures }]) => ({
        ...(await held(name)),
        since,
        until,
        reason,
        failures,
      })),
    ),
  };
}
