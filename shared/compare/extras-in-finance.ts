import type { ODataValue, Row } from '../odata/value.ts';
import { counterpartName } from '../sync/claim-counterpart.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import { projectOf } from '../sync/project-of.ts';
import type { Sync } from '../sync/sync.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { companyPath } from '../table-map/company-path.ts';
import { financeDate } from '../table-map/finance-date.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { sourceIdProperty } from '../table-map/source-id-property.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { when } from '../table-map/when.ts';
import type { Comparison } from './comparison.ts';
import { inPieces } from './in-pieces.ts';
import { moneyColumns } from './money-columns.ts';
import { isInRange, type Range } from './range.ts';

/**
 * Rows of a Finance set that no Dataverse row stands behind, company by company.
 *
 * @throws CounterpartError, LedgerError
 */
export async function* extrasInFinance(
  sync: Sync,
  map: TableMap,
  range: Range,
): AsyncGenerator<readonly Comparison[]> {
  const { finance } = tableRefs(map);
  const date = financeDate(map);
  const money = moneyColumns(map, 'to-finance').map((column) => column.finance);
  const columns = [
    ...Object.keys(map.finance.key),
    map.toFinance?.findBy,
    date,
    ...(map.project === undefined ? [] : [map.project.company, map.project.number]),
    ...money,
  ].filter((column) => column !== undefined);
  const companies = [...sync.companies.values()].filter(
    ({ code }) => range.company === undefined || code === range.company,
  );
  for (const company of map.finance.company === undefined ? [undefined] : companies) {
    const start = [range.from, map.kind === 'transactional' ? company?.goLive : undefined]
      .filter((day) => day !== undefined)
      .toSorted()
      .at(-1);
    const from = date === undefined || start === undefined ? undefined : { column: date, date: start };
    const pages = sync.finance.scan(finance, when.everything, from, company?.code, [...new Set(columns)]);
    for await (const page of pages)
      for (const piece of inPieces(page)) {
        const extras = await Promise.all(
          piece.map(async (row): Promise<Comparison | undefined> => {
            const day = date === undefined ? undefined : String(row.values[date] ?? '').slice(0, 10);
            const place = { company: company?.code, date: day };
            if (!isInRange(range, place)) return undefined;
            const why = await whyExtra(sync, map, row);
            if (why === undefined) return undefined;
            const key = canonicalKey(row.key, map.finance.key);
            const project = projectOf(map, row.values);
            return {
              map: map.name,
              direction: 'to-finance',
              row: key,
              number: key,
              ...(company === undefined ? {} : { company: company.code }),
              ...(day === undefined ? {} : { date: day }),
              ...(project === undefined ? {} : { project }),
              result: 'missing in Dataverse',
              columns: [],
              why,
              amounts: money.map((column) => ({ column, finance: String(row.values[column] ?? '0') })),
            };
          }),
        );
        yield extras.filter((row) => row !== undefined);
      }
  }
}

/** Why a Finance row has no source; undefined where it has one. */
async function whyExtra(sync: Sync, map: TableMap, row: ReadRow): Promise<string | undefined> {
  const source = await sourceOf(sync, map, row);
  if (source === undefined) return `Dataverse has no row of ${map.dataverse.table} for it.`;
  const path = companyPath(map);
  const { company } = map.finance;
  if (path === undefined || company === undefined) return undefined;
  const [here, there] = [text(source[path]), text(row.key[company])];
  return here === there ? undefined : `Dataverse has its row in legal entity ${here === '' ? 'none' : here}.`;
}

const text = (value: ODataValue | undefined): string => String(value ?? '').toLowerCase();

async function sourceOf(sync: Sync, map: TableMap, row: ReadRow): Promise<Row | undefined> {
  const { dataverse } = tableRefs(map);
  const path = companyPath(map);
  const columns = path === undefined ? [] : [path];
  const read = async (id: string): Promise<Row | undefined> =>
    (await sync.dataverse.read(dataverse, { [map.dataverse.id]: id }, columns))?.values;
  const id = namedId(map, row);
  if (id !== undefined) return read(id);
  const owner = await sync.ledger.ownerOf(counterpartName(map, canonicalKey(row.key, map.finance.key)));
  const owned = owner === undefined ? undefined : await read(owner.slice(recordOf(map, '').length));
  if (owned !== undefined) return owned;
  const where = whereOf(map, row);
  return where === undefined ? undefined : (await sync.dataverse.find(dataverse, where, columns))[0]?.values;
}

/** Id of the source row, where the Finance row carries it. */
function namedId(map: TableMap, row: ReadRow): string | undefined {
  const property = sourceIdProperty(map);
  return property === undefined ? undefined : text(row.values[property] ?? row.key[property]);
}

/** Columns of the Dataverse row that make up this Finance key; undefined where one of them cannot be told back. */
function whereOf(map: TableMap, row: ReadRow): Row | undefined {
  const where: Record<string, Row[string]> = {};
  for (const property of Object.keys(map.finance.key)) {
    const field = map.fields.find(
      ({ direction, finance }) => direction === 'to-finance' && finance?.property === property,
    );
    if (field?.dataverse?.type !== 'text' || field.transform.kind !== 'copy') return undefined;
    where[field.dataverse.path] = row.key[property] ?? null;
  }
  return where;
}
