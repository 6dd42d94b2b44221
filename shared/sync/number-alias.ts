import type { RecordState } from '../ledger/ledger.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { counterpartName } from './claim-counterpart.ts';
import { numberedKey } from './numbered-key.ts';

/** Name in the ledger's Lookup table of what a person calls a record: its map, company and business number. */
export const numberAlias = (map: string, company: string, number: string): string =>
  `${map}|${company}|${number}`.toLowerCase();

/**
 * The alias by which a record's state is to be found; undefined while it has no number, and where the owner of its
 * counterpart row, which is written before it, says the same.
 */
export function aliasOf(map: TableMap, state: RecordState): string | undefined {
  const { company = '', number, counterpartKey } = state;
  if (number === undefined) return undefined;
  const key = numberedKey(map, company, number);
  const owned =
    key !== undefined &&
    counterpartKey !== undefined &&
    counterpartName(map, key) === counterpartName(map, counterpartKey);
  return owned ? undefined : numberAlias(state.map, company, number);
}
