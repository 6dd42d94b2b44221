import type { Row } from '../odata/value.ts';
import type { Company } from '../sync/companies.ts';
import type { Direction } from '../table-map/direction.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** When a transaction happened, and on which side of its company's dates that is, where they are known. */
export interface RowDate {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly beforeGoLive?: boolean;
  readonly beforeFirstOpenPeriod?: boolean;
}

/** The date of a transactional row; undefined for master data and where the row has none. */
export function rowDate(
  map: TableMap,
  direction: Direction,
  source: Row | undefined,
  company: Company | undefined,
): RowDate | undefined {
  if (map.kind !== 'transactional' || source === undefined) return undefined;
  const column = direction === 'to-finance' ? map.toFinance?.goLiveDate : map.toDataverse?.date;
  const value = column === undefined ? undefined : source[column];
  if (value === undefined || value === null || value === '') return undefined;
  const date = String(value).slice(0, 10);
  return company === undefined
    ? { date }
    : {
        date,
        beforeGoLive: date < company.goLive,
        beforeFirstOpenPeriod: date < company.firstOpenPeriod,
      };
}
