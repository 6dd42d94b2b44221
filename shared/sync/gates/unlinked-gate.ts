import type { Company } from '../companies.ts';
import type { Sync } from '../sync.ts';
import { gateOf, type Gate } from './gate.ts';
import { linkedName, unlinkedName, type Pass } from './gate-names.ts';
import { parseLinked } from './linked.ts';

/**
 * The gate before a transactional map that is not linked in the legal entity of an attempt: rows that native dual-write
 * brought would be made a second time. Undefined where the company is not known yet, or is out of scope.
 *
 * @throws LedgerError
 */
export async function unlinkedGate(sync: Sync, { map: name, company }: Pass): Promise<Gate | undefined> {
  const { gates, maps, companies } = sync;
  if (!gates.settings.linkFirst || !maps.has(name)) return undefined;
  const map = maps.byName(name);
  if (map.kind !== 'transactional') return undefined;
  const place = map.finance.company === undefined ? '*' : company;
  if (place === undefined || (place !== '*' && !companies.has(place))) return undefined;
  const text = (await gates.linked()).get(linkedName(name, place));
  if (isLinked(text, companies.get(place))) return undefined;
  return gateOf(unlinkedName(name, place), '', sync.now(), gates.settings.longestMs);
}

/** Whether a mark covers the company: not where its go-live was moved to before the first day that was looked at. */
export function isLinked(text: string | undefined, company: Company | undefined): boolean {
  const linked = parseLinked(text);
  if (linked === undefined) return false;
  return company === undefined || linked.from === undefined || linked.from <= company.goLive;
}
