import { BusError } from '../../messaging/bus-error.ts';
import type { Sync } from '../sync.ts';
import { givenBackBreaker, parseBreaker, prolongedBreaker, type BreakerFailure } from './breaker.ts';
import type { Evidence } from './evidence.ts';
import { describeGate } from './gate.ts';
import type { HeldProbe } from './held-probe.ts';
import { releaseSome } from './release-some.ts';

/**
 * What becomes of a breaker after its probe: closed, with a first handful of what is parked sent at once; open for
 * longer; or, where the probe did not reach the system, ready for another one, which is sent.
 *
 * @returns when the next probe is due, where the breaker stays open because this one failed.
 * @throws LedgerError
 */
export async function settleProbe(
  sync: Sync,
  { name, text }: HeldProbe,
  evidence: Evidence,
  failure: BreakerFailure,
): Promise<string | undefined> {
  const { ledger, gates } = sync;
  const breaker = parseBreaker(text);
  const at = { now: sync.now(), random: sync.random(), writer: sync.newId() };
  try {
    switch (evidence) {
      case 'failed': {
        const longer = prolongedBreaker(breaker, failure, gates.settings, at);
        await ledger.putControlIf(name, text, JSON.stringify(longer));
        return longer.until;
      }
      case 'answered':
        if (await ledger.putControlIf(name, text, undefined)) {
          gates.failures.clear(name);
          sync.log(
            `breaker closed: ${describeGate(name)} answers again, after ${String(breaker.failures + 1)} probes`,
          );
        }
        await goOn(sync, name, gates.settings.releasePerSecond);
        return undefined;
      case 'none':
        await ledger.putControlIf(name, text, JSON.stringify(givenBackBreaker(breaker, at)));
        await goOn(sync, name, 1);
        return undefined;
    }
  } finally {
    gates.forget();
  }
}

/** What cannot be sent now is sent by the release timer. */
async function goOn(sync: Sync, name: string, limit: number): Promise<void> {
  try {
    await releaseSome(sync, name, limit);
  } catch (error) {
    if (!(error instanceof BusError)) throw error;
    sync.log(`what is parked before ${name} is released by the timer: ${error.message}`);
  }
}
