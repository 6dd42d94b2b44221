import { counterpartName } from '../sync/claim-counterpart.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import type { Sync } from '../sync/sync.ts';
import { dataverseTableRef } from '../table-map/dataverse-table-ref.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import { recordKey } from '../table-map/record-key.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { when } from '../table-map/when.ts';
import type { Comparison } from './comparison.ts';
import { inPieces } from './in-pieces.ts';
import { moneyColumns } from './money-columns.ts';
import { isInRange, type Range } from './range.ts';

/**
 * Rows of a Dataverse table that mirror no posted Finance row.
 *
 * @throws CounterpartError, LedgerError
 */
export async function* extrasInDataverse(
  sync: Sync,
  map: TableMap,
  range: Range,
): AsyncGenerator<readonly Comparison[]> {
  const [company, date] = [pathOf(map, map.finance.company), pathOf(map, map.toDataverse?.date)];
  const money = moneyColumns(map, 'to-dataverse').map((column) => column.dataverse);
  const columns = [...new Set([company, date, ...money])].filter((column) => column !== undefined);
  const table = dataverseTableRef(map.dataverse.table, columns);
  const start = [range.from, ...[...sync.companies.values()].map(({ goLive }) => goLive)]
    .filter((day) => day !== undefined)
    .toSorted()[0];
  const from =
    date === undefined || start === undefined ? undefined : { column: date, date: range.from ?? start };
  for await (const page of sync.dataverse.scan(table, when.everything, from, undefined, columns))
    for (const piece of inPieces(page)) {
      const extras = await Promise.all(
        piece.map(async (row): Promise<Comparison | undefined> => {
          const code = company === undefined ? undefined : String(row.values[company] ?? '').toLowerCase();
          const day = date === undefined ? undefined : String(row.values[date] ?? '').slice(0, 10);
          const known = code === undefined ? undefined : sync.companies.get(code);
          if (code !== undefined && (known === undefined || (day !== undefined && day < known.goLive)))
            return undefined;
          if (!isInRange(range, { company: code, date: day })) return undefined;
          const why = await whyExtra(sync, map, row);
          if (why === undefined) return undefined;
          return {
            map: map.name,
            direction: 'to-dataverse',
            row: String(row.key[map.dataverse.id]),
            ...(code === undefined ? {} : { company: code }),
            ...(day === undefined ? {} : { date: day }),
            result: 'missing in Finance',
            columns: [],
            why,
            amounts: money.map((column) => ({ column, dataverse: String(row.values[column] ?? '0') })),
          };
        }),
      );
      yield extras.filter((row) => row !== undefined);
    }
}

const pathOf = (map: TableMap, property: string | undefined): string | undefined =>
  property === undefined
    ? undefined
    : map.fields.find((field) => field.direction === 'to-dataverse' && field.finance?.property === property)
        ?.dataverse?.path;

/** Why a Dataverse row has no Finance row; undefined where it has one. */
async function whyExtra(sync: Sync, map: TableMap, row: ReadRow): Promise<string | undefined> {
  const owner = await sync.ledger.ownerOf(counterpartName(map, String(row.key[map.dataverse.id])));
  if (owner === undefined) return 'It was not made by the sync: no Finance row is known for it.';
  const key = owner.slice(recordOf(map, '').length);
  const { finance } = tableRefs(map);
  if (map.toDataverse?.gather !== undefined) {
    const found = await sync.finance.find(finance, parseCanonicalKey(key, recordKey(map)), []);
    return found.length > 0 ? undefined : `Finance has no row for ${key} any more.`;
  }
  const there = await sync.finance.read(finance, parseCanonicalKey(key, map.finance.key), []);
  return there === undefined ? `Finance has no row ${key} any more.` : undefined;
}
