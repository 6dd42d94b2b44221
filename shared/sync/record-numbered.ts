import type { TableMap } from '../table-map/table-map.ts';
import { counterpartName } from './claim-counterpart.ts';
import { numberAlias } from './number-alias.ts';
import { numberedKey } from './numbered-key.ts';
import type { Sync } from './sync.ts';

/**
 * The record that a person calls by a number: the owner of the Finance row that bears it, else the one that has its alias.
 *
 * @param company its code; empty for a row of no company.
 * @throws LedgerError.
 */
export async function recordNumbered(
  { ledger }: Pick<Sync, 'ledger'>,
  map: TableMap,
  company: string,
  number: string,
): Promise<string | undefined> {
  const key = numberedKey(map, company, number);
  const owner = key === undefined ? undefined : await ledger.ownerOf(counterpartName(map, key));
  return owner ?? ledger.lookUp(numberAlias(map.name, company, number));
}
