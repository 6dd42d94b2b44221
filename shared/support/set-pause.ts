import { describeGate } from '../sync/gates/gate.ts';
import { pauseName, type PausePlace } from '../sync/gates/gate-names.ts';
import { pause } from '../sync/gates/pause.ts';
import { pauses } from '../sync/gates/pauses.ts';
import { resume } from '../sync/gates/resume.ts';
import type { Sync } from '../sync/sync.ts';
import type { AuditAction } from '../ledger/support-ledger.ts';

/** What was paused or let go on, for a person. */
export interface HeldPlace {
  /** `The map "Projects V2" in usmf`. */
  readonly what: string;
  /** False: it was so already, and nothing was changed. */
  readonly changed: boolean;
}

/**
 * Pauses a map, a legal entity or a direction on a person's word, with an audit row.
 *
 * @throws Error saying what of the place does not exist; LedgerError.
 */
export async function setPause(
  sync: Sync,
  place: PausePlace,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<HeldPlace> {
  const changed = await pause(sync, place, by, reason);
  if (changed) await audit(sync, 'pause', place, by, reason);
  return { what: describeGate(pauseName(place)), changed };
}

/**
 * Ends a pause on a person's word, with an audit row that says who had paused and why.
 *
 * @throws LedgerError, BusError; what is not sent at once is sent by the release timer.
 */
export async function endPause(sync: Sync, place: PausePlace, by: string): Promise<HeldPlace> {
  const name = pauseName(place);
  const before = (await pauses(sync)).find((each) => pauseName(each) === name);
  const changed = await resume(sync, place, by);
  if (changed) await audit(sync, 'resume', place, by, before && `was paused by ${before.who}: ${before.why}`);
  return { what: describeGate(name), changed };
}

const audit = (
  sync: Sync,
  action: AuditAction,
  place: PausePlace,
  by: string,
  reason: string | undefined,
): Promise<void> =>
  sync.ledger.addAudit({
    id: sync.newId(),
    at: new Date(sync.now()).toISOString(),
    by,
    action,
    record: pauseName(place),
    ...(reason === undefined ? {} : { reason }),
    before: {},
    after: { place: describeGate(pauseName(place)) },
  });
