import { counterpartName } from '../sync/claim-counterpart.ts';
import { recordNumbered } from '../sync/record-numbered.ts';
import type { Sync } from '../sync/sync.ts';
import { areas } from '../table-map/area.ts';
import { recordOf } from '../table-map/record-of.ts';

const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

/**
 * Records that a person may mean: by the record's name, a business number (in any map and company), or the id of a
 * Dataverse row. Open records are also found by a part of their number.
 *
 * @throws LedgerError.
 */
export async function findRecords(sync: Sync, text: string): Promise<readonly string[]> {
  const wanted = text.trim();
  if (wanted === '') return [];
  if (wanted.includes('|') && (await isKnown(sync, wanted))) return [wanted];
  const exact = await Promise.all([...byNumber(sync, wanted), ...byId(sync, wanted)]);
  const found = new Set(exact.filter((record) => record !== undefined));
  for (const record of await openWith(sync, wanted)) found.add(record);
  return [...found].sort();
}

const byNumber = (sync: Sync, number: string): readonly Promise<string | undefined>[] =>
  sync.maps
    .all()
    .flatMap((map) =>
      ['', ...sync.companies.keys()].map((company) => recordNumbered(sync, map, company, number)),
    );

function byId(sync: Sync, text: string): readonly Promise<string | undefined>[] {
  const id = guid.exec(text)?.[1]?.toLowerCase();
  if (id === undefined) return [];
  return sync.maps.all().map(async (map) => {
    if (map.identity === 'finance') return sync.ledger.ownerOf(counterpartName(map, id));
    const record = recordOf(map, id);
    return (await sync.ledger.state(record)) === undefined ? undefined : record;
  });
}

async function isKnown(sync: Sync, record: string): Promise<boolean> {
  if ((await sync.ledger.state(record)) !== undefined) return true;
  const open = await Promise.all(areas.map((area) => sync.ledger.openRow(area, record)));
  return open.some((row) => row !== undefined);
}

/** A record that was never applied has no alias, and its number may be known in part only. */
async function openWith(sync: Sync, text: string): Promise<readonly string[]> {
  const part = text.toLowerCase();
  const rows = (await Promise.all(areas.map((area) => sync.ledger.openIn(area)))).flat();
  return rows
    .filter(
      ({ number, record }) =>
        record.toLowerCase() === part ||
        number?.toLowerCase().split(/[ |]/).includes(part) === true ||
        number?.toLowerCase() === part,
    )
    .map(({ record }) => record);
}
