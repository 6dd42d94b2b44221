import type { Sync } from '../sync.ts';
import { deferredBreaker, openedBreaker, parseBreaker, type BreakerFailure } from './breaker.ts';
import { gateOf, type Gate } from './gate.ts';
import { systemBreaker } from './gate-names.ts';
import type { Trip } from './trip.ts';

export interface Tripped {
  readonly gate: Gate;
  /** We opened it, so the next probe is ours. */
  readonly mine: boolean;
}

/**
 * Opens the breaker that a failure speaks for, once it is proved; finds it open where somebody was faster. One line in
 * the log and one alarm for each opening, whatever the number of records.
 *
 * @returns undefined while it is not proved: the record is then tried again by itself.
 * @throws LedgerError
 */
export async function openBreaker(
  sync: Sync,
  { name, atOnce, system }: Trip,
  record: string,
  failure: BreakerFailure,
): Promise<Tripped | undefined> {
  const { ledger, gates } = sync;
  const at = { now: sync.now(), random: sync.random(), writer: sync.newId() };
  const open =
    (await found(sync, name)) ??
    (system === undefined ? undefined : await found(sync, systemBreaker(system)));
  if (open === undefined) {
    const { settings, failures } = gates;
    if (!atOnce && failures.note(name, record, at.now) < settings.failuresToOpen) return undefined;
    const text = JSON.stringify(openedBreaker(failure, settings, at));
    const won = await ledger.putControlIf(name, undefined, text);
    gates.forget();
    if (won) {
      failures.clear(name);
      const gate = gateOf(name, text, at.now, settings.longestMs);
      sync.log(`ALARM breaker opened: ${gate.failure.message} Next try at ${gate.until}.`);
      sync.telemetry.alarm('breaker-opened', name);
      return { gate, mine: true };
    }
  }
  const { name: opened, text } = open ?? (await found(sync, name)) ?? {};
  // Open and closed again in that moment.
  if (opened === undefined || text === undefined) return undefined;
  gates.forget();
  const deferred = deferredBreaker(parseBreaker(text), failure, gates.settings, at);
  const put = deferred !== undefined && (await ledger.putControlIf(opened, text, JSON.stringify(deferred)));
  const now = put ? JSON.stringify(deferred) : text;
  return { gate: gateOf(opened, now, at.now, gates.settings.longestMs), mine: false };
}

async function found(
  { ledger }: Sync,
  name: string,
): Promise<{ readonly name: string; readonly text: string } | undefined> {
  const text = await ledger.control(name);
  return text === undefined ? undefined : { name, text };
}
