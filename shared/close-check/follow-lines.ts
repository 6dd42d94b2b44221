import Big from 'big.js';
import { inPieces } from '../compare/in-pieces.ts';
import type { Row } from '../odata/value.ts';
import { deterministicId } from '../sync/deterministic-id.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import type { Sync } from '../sync/sync.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { columnsToRead } from '../table-map/columns-to-read.ts';
import { dataverseTableRef } from '../table-map/dataverse-table-ref.ts';
import { filterColumns } from '../table-map/filter-columns.ts';
import { matches } from '../table-map/matches.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import type { CostActuals } from './cost-actuals.ts';
import type { Flow } from './flow.ts';
import type { FollowedLine, Hop } from './hops.ts';

/** Which posted lines: of one legal entity, dated within these days (YYYY-MM-DD, both included). */
export interface LinesOf {
  readonly company: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Follows each posted line of a Finance set through the hops, page by page.
 *
 * @param actuals shared by all flows: each actual explains one line.
 * @throws CounterpartError, LedgerError
 */
export async function* followLines(
  sync: Sync,
  map: TableMap,
  flow: Flow,
  { company, from, to }: LinesOf,
  actuals: CostActuals,
): AsyncGenerator<readonly FollowedLine[]> {
  const rules = map.toDataverse;
  if (rules?.date === undefined) return;
  const { date, exceptVendors } = rules;
  const except = (sync.companies.get(company)?.intercompanyVendors ?? []).map((each) => each.toLowerCase());
  const columns = [...new Set([...columnsToRead(map, 'to-dataverse'), flow.amount, flow.currency])];
  const { finance } = tableRefs(map);
  const start = { column: date, date: from };
  for await (const page of sync.finance.scan(finance, rules.posted.when, start, company, columns)) {
    const meant = page.filter(
      ({ values }) =>
        dayOf(values[date]) <= to &&
        text(values[map.finance.company ?? '']).toLowerCase() === company &&
        !except.includes(text(values[exceptVendors ?? '']).toLowerCase()),
    );
    for (const piece of inPieces(meant)) {
      const mirrors = await Promise.all(piece.map((row) => mirrorOf(sync, map, flow, row)));
      // One after the other: equal lines must not take the same actual.
      const taken = mirrors.map((mirror) =>
        mirror === undefined ? undefined : actuals.take(markOf(flow, mirror)),
      );
      yield await Promise.all(
        piece.map(async (row, index): Promise<FollowedLine> => {
          const reached = await reach(sync, map, mirrors[index], taken[index]);
          return {
            map: map.name,
            line: canonicalKey(row.key, map.finance.key),
            project: text(row.values[map.project?.number ?? '']),
            date: dayOf(row.values[date]),
            currency: text(row.values[flow.currency]),
            amount: new Big(text(row.values[flow.amount]) || '0').toFixed(),
            ...reached,
          };
        }),
      );
    }
  }
}

const text = (value: Row[string] | undefined): string => String(value ?? '');
const dayOf = (value: Row[string] | undefined): string => text(value).slice(0, 10);

async function mirrorOf(sync: Sync, map: TableMap, flow: Flow, row: ReadRow): Promise<Row | undefined> {
  const record = recordOf(map, canonicalKey(row.key, map.finance.key));
  const id = (await sync.ledger.state(record))?.counterpartKey ?? deterministicId(record);
  const columns = [
    ...new Set([
      'msdyn_project',
      'msdyn_task',
      'transactioncurrencyid',
      flow.dataverse.date,
      ...flow.dataverse.columns,
      ...approvalColumns(map),
    ]),
  ];
  const table = dataverseTableRef(map.dataverse.table, columns);
  return (await sync.dataverse.read(table, { [map.dataverse.id]: id }, columns))?.values;
}

const markOf = (flow: Flow, row: Row): Parameters<CostActuals['take']>[0] => ({
  project: text(row['msdyn_project']).toLowerCase(),
  task: text(row['msdyn_task']).toLowerCase(),
  currency: text(row['transactioncurrencyid']).toLowerCase(),
  date: text(row[flow.dataverse.date]),
  amount: flow.dataverse.amount(row),
  classification: flow.dataverse.classification(row),
});

/** What the map expects of the row in Dataverse: its approval, where it has one of its own. */
const approvals = (map: TableMap): readonly Parameters<typeof matches>[0][] =>
  map.expects.flatMap(({ met }) => (met !== 'whole' && met.in === 'dataverse' ? [met.when] : []));

const approvalColumns = (map: TableMap): readonly string[] =>
  approvals(map).flatMap((each) => filterColumns(each));

async function reach(
  sync: Sync,
  map: TableMap,
  mirror: Row | undefined,
  actual: string | undefined,
): Promise<{ readonly stoppedAt?: Hop; readonly actual?: string; readonly voucher?: string }> {
  if (mirror === undefined) return { stoppedAt: 'row in Dataverse' };
  if (!approvals(map).every((each) => matches(each, mirror))) return { stoppedAt: 'approval in Dataverse' };
  if (actual === undefined) return { stoppedAt: 'actual in Dataverse' };
  const [actualsMap] = sync.maps.byDataverseTable('msdyn_actual');
  if (actualsMap === undefined) return { stoppedAt: 'staging in Finance', actual };
  const where = { ActualId: actual };
  const [staged] = await sync.finance.find(tableRefs(actualsMap).finance, where, ['VoucherNumber']);
  const archived = await archivedVoucher(sync, actualsMap, actual, staged === undefined);
  if (archived !== undefined) return { actual, voucher: archived };
  if (staged === undefined) return { stoppedAt: 'staging in Finance', actual };
  const voucher = text(staged.values['VoucherNumber']);
  return voucher === '' ? { stoppedAt: 'posting in Finance', actual } : { actual, voucher };
}

/** Finance may have moved a posted row to its history: then the voucher that came back to Dataverse proves the posting. */
async function archivedVoucher(
  sync: Sync,
  map: TableMap,
  actual: string,
  isGone: boolean,
): Promise<string | undefined> {
  const column = map.fields.find(
    ({ finance, direction }) => direction === 'to-dataverse' && finance?.property === 'VoucherNumber',
  )?.dataverse?.path;
  if (!isGone || column === undefined) return undefined;
  const row = await sync.dataverse.read(tableRefs(map).dataverse, { [map.dataverse.id]: actual }, [column]);
  const voucher = text(row?.values[column]);
  return voucher === '' ? undefined : voucher;
}
