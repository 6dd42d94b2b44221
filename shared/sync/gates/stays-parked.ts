import type { Opened } from '../../ledger/ledger.ts';
import type { Change } from '../../messaging/change.ts';
import type { TableMap } from '../../table-map/table-map.ts';
import { directionOf } from '../direction-of.ts';
import { isParked } from '../is-parked.ts';
import type { Sync } from '../sync.ts';
import { companyOf } from './company-of.ts';
import { shutGate } from './shut-gate.ts';

/**
 * Whether a new change of a parked record has nothing to do but wait with it: what is parked reads the source when it is
 * released. Not so for a change that was seen before (it may be the release itself), nor for one that asks for more than
 * a look.
 *
 * @throws LedgerError
 */
export async function staysParked(
  sync: Sync,
  map: TableMap,
  change: Change,
  { state, keyRow }: Opened,
): Promise<boolean> {
  if (!isParked(state) || state?.lease !== undefined || keyRow !== undefined || change.mode !== 'normal')
    return false;
  const pass = { map: map.name, direction: directionOf(change), company: companyOf(map, change, state) };
  const { shut, settings } = sync.gates;
  return shutGate(await shut(), pass, sync.now(), settings) !== undefined;
}
