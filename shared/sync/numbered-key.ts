import { canonicalKey } from '../table-map/canonical-key.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** A person's words may be no number or date. */
const takesAnyText: ReadonlySet<unknown> = new Set(['string', 'guid']);

/** Canonical key of the Finance row that bears a business number; undefined where number and company are not its whole key. */
export function numberedKey(map: TableMap, company: string, number: string): string | undefined {
  if (map.identity !== 'dataverse' || map.toFinance?.target !== 'upsert') return undefined;
  const [property, ...more] = Object.keys(map.finance.key).filter((each) => each !== map.finance.company);
  if (property === undefined || more.length > 0 || !takesAnyText.has(map.finance.key[property]))
    return undefined;
  const ofCompany = map.finance.company === undefined ? {} : { [map.finance.company]: company };
  return canonicalKey({ [property]: number, ...ofCompany }, map.finance.key);
}
