import type { Sync } from '../sync.ts';
import { parseBreaker, probedBreaker } from './breaker.ts';
import { gateOf, type Gate } from './gate.ts';
import { breakersOf, type Pass } from './gate-names.ts';
import type { HeldProbe } from './held-probe.ts';
import { shutGate } from './shut-gate.ts';
import { unlinkedGate } from './unlinked-gate.ts';

/**
 * Lets an attempt pass, or says which gate holds it back. Where a breaker is due for a probe, one attempt in all
 * processes becomes it: the one whose conditional write of Control comes first. Costs nothing while nothing is shut.
 *
 * @param held probes that this attempt has; new ones are added, and must be settled whatever the attempt comes to.
 * @throws LedgerError
 */
export async function admit(sync: Sync, pass: Pass, held: HeldProbe[]): Promise<Gate | undefined> {
  const { gates, ledger } = sync;
  const unlinked = await unlinkedGate(sync, pass);
  if (unlinked !== undefined) return unlinked;
  const shut = await gates.shut();
  if (shut.size === 0) return undefined;
  const passing = held.map(({ name }) => name);
  const gate = shutGate(shut, pass, sync.now(), gates.settings, passing);
  if (gate !== undefined) return gate;
  for (const name of breakersOf(pass)) {
    const text = shut.get(name);
    if (text === undefined || passing.includes(name)) continue;
    const writer = sync.newId();
    const at = { now: sync.now(), random: sync.random(), writer };
    const probed = JSON.stringify(probedBreaker(parseBreaker(text), writer, sync.timing.leaseMs, at));
    const won = await ledger.putControlIf(name, text, probed);
    gates.forget();
    if (won) {
      held.push({ name, text: probed });
      continue;
    }
    const now = await ledger.control(name);
    if (now !== undefined) return gateOf(name, now, sync.now(), gates.settings.longestMs);
  }
  return undefined;
}
