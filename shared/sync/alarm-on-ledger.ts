import type { LedgerError } from '../ledger/ledger-error.ts';
import type { Change } from '../messaging/change.ts';
import type { Sync } from './sync.ts';

/** When each process said last that its ledger is away: nothing else is at hand to remember it. */
const raised = new WeakMap<Sync['ledger'], number>();

/** Said again after this while it lasts. */
const againMs = 15 * 60_000;

/**
 * One alarm of this process where the ledger failed several records of late: refused, throttled, or without an answer. One
 * failure alone passes unseen; its change comes back by itself.
 */
export function alarmOnLedger(sync: Sync, { map, row }: Change, error: LedgerError): void {
  const { gates, ledger, telemetry } = sync;
  const now = sync.now();
  if (gates.failures.note('ledger', `${map}|${row}`, now) < gates.settings.failuresToOpen) return;
  if (now - (raised.get(ledger) ?? -Infinity) < againMs) return;
  raised.set(ledger, now);
  sync.log(
    `ALARM the ledger is away or throttled (${error.code}): nothing is written meanwhile, and all changes come back`,
  );
  telemetry.alarm('ledger-away', 'ledger');
}
