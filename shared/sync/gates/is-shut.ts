import type { Sync } from '../sync.ts';
import { linkedPrefix, unlinkedPrefix } from './gate-names.ts';
import { isLinked } from './unlinked-gate.ts';

/** Whether a gate is shut, as the ledger has it now. @throws LedgerError */
export async function isShut(sync: Sync, gate: string): Promise<boolean> {
  if (!gate.startsWith(unlinkedPrefix)) return (await sync.ledger.control(gate)) !== undefined;
  const place = gate.slice(unlinkedPrefix.length);
  const company = sync.companies.get(place.slice(place.lastIndexOf('|') + 1));
  return (
    sync.gates.settings.linkFirst && !isLinked(await sync.ledger.control(`${linkedPrefix}${place}`), company)
  );
}
