import type { Change } from '../messaging/change.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { counterpartName } from './claim-counterpart.ts';
import type { Sync } from './sync.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The change with the row that names its record. An event of Dataverse names the Dataverse row; where Finance's key
 * names the record, the ledger tells which Finance row it mirrors. Undefined for a row that we did not make.
 */
export async function nameRecord(sync: Sync, map: TableMap, change: Change): Promise<Change | undefined> {
  if (map.identity !== 'finance' || change.source !== 'dataverse' || !guid.test(change.row)) return change;
  const record = await sync.ledger.ownerOf(counterpartName(map, change.row));
  return record === undefined ? undefined : { ...change, row: record.slice(recordOf(map, '').length) };
}
