import type { RowReference, StoredValue } from './store/row.ts';

interface Calendar {
  readonly name: string;
  readonly company: StoredValue;
  readonly year: string;
  /** First day of the first period. */
  readonly from: string;
  /** Last day of each period. */
  readonly ends: readonly string[];
}

/** A fiscal calendar with one year, its periods and a closing period, and the ledger that names it. */
export function addCalendar(
  add: (table: string, key: string, values: Readonly<Record<string, StoredValue>>) => RowReference,
  { name, company, year, from, ends }: Calendar,
): void {
  const calendar = add('msdyn_fiscalcalendar', name, { msdyn_calendar: name });
  const last = ends.at(-1) ?? from;
  const ofYear = add('msdyn_fiscalcalendaryear', `${name}/${year}`, {
    msdyn_name: year,
    msdyn_fiscalcalendarname: name,
    msdyn_calendar: calendar,
    msdyn_startdate: from,
    msdyn_enddate: last,
  });
  const period = (periodName: string, shortName: string, type: number, days: readonly [string, string]) =>
    add('msdyn_fiscalcalendarperiod', `${name}/${year}/${periodName}`, {
      msdyn_periodname: periodName,
      msdyn_shortname: shortName,
      msdyn_fiscalcalendar: calendar,
      msdyn_fiscalcalendaryear: ofYear,
      msdyn_fiscalperiodtype: type,
      msdyn_startdate: days[0],
      msdyn_enddate: days[1],
    });
  for (const [index, to] of ends.entries()) {
    const before = ends[index - 1];
    const number = String(index + 1);
    period(`Period ${number}`, `P${number}`, 192350001, [before === undefined ? from : dayAfter(before), to]);
  }
  period('Closing', 'C', 192350002, [last, last]);
  add('msdyn_ledger', name, { msdyn_name: name, msdyn_company: company, msdyn_fiscalcalendar: calendar });
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
