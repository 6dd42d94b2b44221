import { firstState } from '../ledger/first-state.ts';
import type { RecordState } from '../ledger/ledger.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** The record's state, or the one that a record has at its first claim. */
export const stateOrNew = (map: TableMap, record: string, state: RecordState | undefined): RecordState =>
  state ?? firstState(record, { map: map.name, mapVersion: map.version, area: map.area }, '');
