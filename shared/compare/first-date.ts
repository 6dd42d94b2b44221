import type { Companies } from '../sync/companies.ts';
import type { Direction } from '../table-map/direction.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { Range } from './range.ts';

/** Column and day from which rows are read: what was asked for, never before the first go-live of the companies meant. */
export function firstDate(
  companies: Companies,
  map: TableMap,
  direction: Direction,
  { company, from }: Range,
): { readonly column: string; readonly date: string } | undefined {
  const column = direction === 'to-finance' ? map.toFinance?.goLiveDate : map.toDataverse?.date;
  if (column === undefined) return undefined;
  const meant = [...companies.values()].filter(({ code }) => company === undefined || code === company);
  const goLive = meant.map((each) => each.goLive).toSorted()[0] ?? '1900-01-01';
  return { column, date: from !== undefined && from > goLive ? from : goLive };
}
