import type { ChangeMessage } from '../messaging/bus.ts';
import { newChange } from '../messaging/new-change.ts';
import type { ScanRequest } from '../messaging/scan-request.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { contentHash } from '../table-map/content-hash.ts';
import { zeroGuid } from '../table-map/guid-text.ts';
import { recordKey } from '../table-map/record-key.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import type { Company } from './companies.ts';
import type { ReadRow } from './counterpart.ts';
import type { Sync } from './sync.ts';

export interface Scanned {
  readonly rows: number;
  readonly published: number;
}

/**
 * Looks at all posted rows of a Finance set in one company, from the first open period on, and publishes a change for
 * each that differs from what the last scan saw. None of these sets tells what was modified, and events may be off or
 * lost: this is what guarantees the way from Finance to Dataverse.
 *
 * @throws CounterpartError, LedgerError, BusError; the next scan starts anew and publishes what was not published.
 */
export async function runScan(sync: Sync, request: ScanRequest): Promise<Scanned> {
  const map = sync.maps.byName(request.map);
  const company = sync.companies.get(request.company);
  if (
    map.toDataverse === undefined ||
    sync.maps.stopped(map) !== undefined ||
    (map.finance.company !== undefined && company === undefined) ||
    (await sync.mapFault(map)) !== undefined
  )
    return { rows: 0, published: 0 };
  const columns = columnsToRead(map, 'to-dataverse');
  const scan = `${map.name}|${request.company}`;
  const [seen, epoch] = await Promise.all([sync.ledger.seen(scan), sync.epoch()]);
  let rows = 0;
  let published = 0;
  const pages = sync.finance.scan(
    tableRefs(map).finance,
    map.toDataverse.posted.when,
    map.toDataverse.date === undefined || company === undefined
      ? undefined
      : { column: map.toDataverse.date, date: firstDate(company) },
    company?.code,
    columns,
  );
  for await (const page of pages) {
    const found = page.map((row) => ({
      row: recordRow(map, row),
      // Several rows may be one record: each is remembered by itself.
      name:
        map.toDataverse?.gather === undefined ? recordRow(map, row) : canonicalKey(row.key, map.finance.key),
      // Under a new epoch nothing was seen yet.
      hash: contentHash(row.values, epoch === 0 ? map.version : `${map.version} in epoch ${epoch}`),
    }));
    // A row that names no record (an actual that was not made by us) belongs to nobody in Dataverse.
    const fresh = found.filter(({ row, name, hash }) => row !== '' && seen.get(name) !== hash);
    const records = [...new Set(fresh.map(({ row }) => row))];
    rows += page.length;
    published += records.length;
    if (fresh.length === 0) continue;
    await sync.bus.publish(records.map((row) => message(sync, map, row, request.origin)));
    // After the messages are safe: a crash in between publishes them twice, which costs a read.
    await sync.ledger.putSeen(scan, new Map(fresh.map(({ name, hash }) => [name, hash])));
  }
  return { rows, published };
}

const firstDate = (company: Company): string =>
  company.firstOpenPeriod > company.goLive ? company.firstOpenPeriod : company.goLive;

/** What names the record: the Finance key, or the Dataverse id that a written-back row carries; empty where it has none. */
export function recordRow(map: TableMap, row: ReadRow): string {
  const target = map.toDataverse?.target;
  if (map.toDataverse?.gather !== undefined) return canonicalKey(row.values, recordKey(map));
  if (target?.kind !== 'write-back') return canonicalKey(row.key, map.finance.key);
  const id = String(row.values[target.id] ?? '').toLowerCase();
  return id === zeroGuid ? '' : id;
}

/** The key is new each time: a row that returns to an earlier value is a change of its own. */
function message(sync: Sync, map: TableMap, row: string, origin: string): ChangeMessage {
  const told = { source: 'finance', row, event: 'seen', origin: `scan (${origin})` } as const;
  return newChange(map, { ...told, key: `scan|${sync.newId()}`, at: sync.now() });
}
