import type { RecordState } from '../../ledger/ledger.ts';
import type { Change } from '../../messaging/change.ts';
import { parseCanonicalKey } from '../../table-map/parse-canonical-key.ts';
import { recordKey } from '../../table-map/record-key.ts';
import type { TableMap } from '../../table-map/table-map.ts';

/** Legal entity of a record as far as it is known before its source is read: from its state, or from its Finance key. */
export function companyOf(map: TableMap, change: Change, state: RecordState | undefined): string | undefined {
  if (state?.company !== undefined) return state.company;
  const { company } = map.finance;
  if (map.identity !== 'finance' || company === undefined || !Object.hasOwn(recordKey(map), company))
    return undefined;
  return String(parseCanonicalKey(change.row, recordKey(map))[company] ?? '').toLowerCase();
}
