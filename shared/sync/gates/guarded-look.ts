import type { RecordState } from '../../ledger/ledger.ts';
import type { ClaimedChange } from '../claimed-change.ts';
import { directionOf } from '../direction-of.ts';
import type { Ending } from '../ending.ts';
import { look } from '../look.ts';
import type { Sync } from '../sync.ts';
import { admit } from './admit.ts';
import { assertMayDelete } from './assert-may-delete.ts';
import { companyOf } from './company-of.ts';
import { conclude } from './conclude.ts';
import type { Pass } from './gate-names.ts';
import type { Guard } from './guard.ts';
import type { HeldProbe } from './held-probe.ts';
import { park } from './park.ts';
import { parkedEnding } from './parked-ending.ts';
import { pauseOnRejections } from './pause-on-rejections.ts';
import { ShutError } from './shut-error.ts';

/**
 * One look at a claimed record behind the gates: none where a breaker or a pause holds the record back, which is then
 * parked; what the look came to opens and closes breakers.
 *
 * @throws only LedgerError and BusError; all else is an ending.
 */
export async function guardedLook(sync: Sync, run: ClaimedChange, state: RecordState): Promise<Ending> {
  const { map, change } = run;
  const held: HeldProbe[] = [];
  const company = companyOf(map, change, state);
  const pass: Pass = { map: map.name, direction: directionOf(change), company };
  const gate = await admit(sync, pass, held);
  const guard: Guard = {
    probing: held.length > 0,
    assertCompanyOpen: async (found) => {
      if (found === company) return;
      const shut = await admit(sync, { ...pass, company: found }, held);
      if (shut !== undefined) throw new ShutError(shut);
    },
    assertMayDelete: () => assertMayDelete(sync, pass, change, state.record),
  };
  const looked = gate === undefined ? await look(sync, run, state, guard) : parkedEnding(gate, {});
  const ending = await conclude(sync, run, held, looked, guard.probing);
  if (ending.kind === 'result') return ending;
  await pauseOnRejections(sync, run, ending);
  if (ending.recovery.do !== 'park' || (await park(sync, run, state, ending.recovery.gate))) return ending;
  const afterMs = sync.timing.retryMs[0] ?? 0;
  return {
    ...ending,
    recovery: { do: 'retry', afterMs },
    nextAt: new Date(sync.now() + afterMs).toISOString(),
  };
}
