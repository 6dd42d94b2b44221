import type { Row } from '../odata/value.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { approvedDays } from './approved-days.ts';
import type { Companies } from './companies.ts';
import type { Sync } from './sync.ts';

/** Where a row belongs and when it happened, as far as its map says. */
export interface RowPlace {
  readonly company: string | undefined;
  /** YYYY-MM-DD. */
  readonly date: string | undefined;
}

/** Reads company and date of a row from the columns that the map names. */
export function rowPlace(
  values: Row,
  companyColumn: string | undefined,
  dateColumn: string | undefined,
): RowPlace {
  const company = companyColumn === undefined ? undefined : text(values[companyColumn]).toLowerCase();
  const date = dateColumn === undefined ? undefined : text(values[dateColumn]).slice(0, 10);
  return { company, date: date === '' ? undefined : date };
}

/**
 * Why a row must not cross: its legal entity is out of scope, or it happened before the company's go-live.
 * Undefined when it may.
 */
function skipReason(map: TableMap, place: RowPlace, companies: Companies): string | undefined {
  if (place.company === undefined) return undefined;
  if (place.company === '') return 'the row has no legal entity yet';
  const company = companies.get(place.company);
  if (company === undefined) return `legal entity ${place.company} is out of scope`;
  if (map.kind === 'transactional' && place.date !== undefined && place.date < company.goLive)
    return `dated ${place.date}, before the go-live of ${place.company} on ${company.goLive}`;
  return undefined;
}

/**
 * As `skipReason`, and asks the ledger whether two persons have let the days of a row cross that is older than go-live.
 *
 * @throws LedgerError
 */
export async function reasonToSkip(sync: Sync, map: TableMap, place: RowPlace): Promise<string | undefined> {
  const reason = skipReason(map, place, sync.companies);
  const { company, date } = place;
  if (reason === undefined || company === undefined || date === undefined || !sync.companies.has(company))
    return reason;
  const approved = await approvedDays(sync, map.name, company);
  return approved.some(({ from, to }) => from <= date && date <= to) ? undefined : reason;
}

const text = (value: Row[string] | undefined): string =>
  value === null || value === undefined ? '' : String(value);
