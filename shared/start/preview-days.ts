import Big from 'big.js';
import type { TableMap } from '../table-map/table-map.ts';
import { usualDirection } from '../support/usual-direction.ts';
import type { Sync } from '../sync/sync.ts';
import type { Run } from './run.ts';
import { readUnits } from './run-store.ts';
import { sourceRows } from './source-rows.ts';

/** Rows of one map, legal entity and month, with the sum of every amount that the map carries. */
export interface DaysPreview {
  readonly map: string;
  readonly company: string;
  /** YYYY-MM. */
  readonly period: string;
  readonly rows: number;
  /** Exact decimals, by column of the source. */
  readonly amounts: Readonly<Record<string, string>>;
}

/** What would be looked at, by month: for the person who must confirm it. Nothing is written. @throws CounterpartError. */
export async function previewDays(sync: Sync, run: Run): Promise<readonly DaysPreview[]> {
  const previews: DaysPreview[] = [];
  for (const { map: name, company } of await readUnits(sync, run.id)) {
    const map = sync.maps.byName(name);
    const columns = amountColumns(map);
    const date = usualDirection(map) === 'to-finance' ? map.toFinance?.goLiveDate : map.toDataverse?.date;
    const periods = new Map<string, { rows: number; amounts: Record<string, Big> }>();
    for await (const page of sourceRows(sync, map, company, run, { columns }))
      for (const { values } of page.rows) {
        const period = date === undefined ? 'undated' : String(values[date] ?? 'undated').slice(0, 7);
        const sums = periods.get(period) ?? { rows: 0, amounts: {} };
        periods.set(period, sums);
        sums.rows++;
        for (const column of columns)
          sums.amounts[column] = (sums.amounts[column] ?? Big(0)).plus(String(values[column] ?? '0'));
      }
    for (const [period, { rows, amounts }] of [...periods].sort(([a], [b]) => (a < b ? -1 : 1)))
      previews.push({
        map: name,
        company,
        period,
        rows,
        amounts: Object.fromEntries(Object.entries(amounts).map(([column, sum]) => [column, sum.toFixed()])),
      });
  }
  return previews;
}

/** Columns of the source that hold an amount: money of Dataverse, and what Finance gives for it. */
const amountColumns = (map: TableMap): readonly string[] => [
  ...new Set(
    map.fields.flatMap(({ direction, dataverse, finance }) => {
      if (direction !== usualDirection(map) || dataverse?.type !== 'money') return [];
      const column = direction === 'to-finance' ? dataverse.path : finance?.property;
      return column === undefined ? [] : [column];
    }),
  ),
];
