import type { OpenRow } from '../ledger/ledger.ts';
import { areas } from '../table-map/area.ts';
import type { Sync } from './sync.ts';

/** What is open of a project. @param project Finance key in lower case. @throws LedgerError */
export async function openOfProject(sync: Sync, project: string): Promise<readonly OpenRow[]> {
  const found: OpenRow[] = [];
  for (const area of areas)
    for await (const row of sync.ledger.listOpen(area)) if (row.project === project) found.push(row);
  return found;
}
