import pMap from 'p-map';
import type { Sync } from '../sync/sync.ts';
import { openRows } from './open-rows.ts';
import { preview, type Preview } from './preview.ts';
import { rankItems } from './rank-items.ts';
import { recordMap } from './record-map.ts';

/**
 * Previews of every open record of the document that a record belongs to: its header, the header's lines, and whatever
 * of that must be there before. Parents come first. A record of no document brings only what it comes after.
 *
 * @throws LedgerError.
 */
export async function documentOf(sync: Sync, record: string): Promise<readonly Preview[]> {
  const open = new Map((await openRows(sync, {})).map((row) => [row.record, row]));
  const seen = new Map<string, Preview>();
  const look = async (name: string): Promise<Preview | undefined> => {
    const row = open.get(name);
    if (row === undefined) return undefined;
    const looked = seen.get(name) ?? (await preview(sync, row.area, name));
    seen.set(name, looked);
    return looked;
  };
  const mapOf = (name: string) => recordMap(sync.maps, name)?.map;

  const members = new Set([record]);
  const document = mapOf(record)?.document;
  const isHeaderOf = (name: string): boolean => mapOf(name)?.name === document?.counterpartOf;
  const header = document?.role === 'header' ? record : (await look(record))?.parents.find(isHeaderOf);
  const lineMap = document?.role === 'header' ? document.counterpartOf : mapOf(record)?.name;
  if (header !== undefined) {
    members.add(header);
    const lines = [...open.values()].filter(({ map }) => map === lineMap);
    const looked = await pMap(lines, (line) => look(line.record), { concurrency: 48 });
    for (const line of looked) if (line?.parents.includes(header) === true) members.add(line.record);
  }
  for (const member of members)
    for (const parent of (await look(member))?.parents ?? []) if (open.has(parent)) members.add(parent);

  const found = [...members].flatMap((member) => seen.get(member) ?? []);
  const ranks = rankItems(found);
  return found.sort((a, b) => (ranks.get(a.record) ?? 0) - (ranks.get(b.record) ?? 0));
}
