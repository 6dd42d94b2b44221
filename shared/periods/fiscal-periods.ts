import type { ODataValue } from '../odata/value.ts';
import type { Sync } from '../sync/sync.ts';
import { dataverseTableRef } from '../table-map/dataverse-table-ref.ts';
import { when } from '../table-map/when.ts';
import type { Period } from './period.ts';

/** A period of a legal entity's fiscal calendar; its name is `<fiscal year>/<name>`. */
export interface FiscalPeriod extends Period {
  readonly year: string;
  /** As Finance abbreviates it; empty where it does not. */
  readonly shortName: string;
}

export interface FiscalCalendar {
  readonly calendar: string;
  /** By their first day; the opening and closing ones of a year are left out, as they have no days of their own. */
  readonly periods: readonly FiscalPeriod[];
}

/**
 * The fiscal calendar of a legal entity, as native dual-write keeps it in Dataverse: its ledger names the calendar, of which the
 * periods are read. Which of them are open is published by no set or table.
 *
 * @returns undefined where Dataverse has no ledger with a calendar for the legal entity.
 * @throws CounterpartError where Dataverse is away, or the tables are not installed.
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/dual-write/mapping-reference#131
 */
export async function fiscalPeriods(
  { dataverse }: Pick<Sync, 'dataverse'>,
  company: string,
): Promise<FiscalCalendar | undefined> {
  const [ledger] = await dataverse.find(ledgers, { [companyOfLedger]: company }, [calendarOfLedger]);
  const calendar = text(ledger?.values[calendarOfLedger]);
  if (calendar === '') return undefined;
  const periods: FiscalPeriod[] = [];
  const where = when.all(
    when.equals(calendarOfPeriod, calendar),
    when.equals('msdyn_fiscalperiodtype', operating),
  );
  const columns = [yearOfPeriod, 'msdyn_periodname', 'msdyn_shortname', 'msdyn_startdate', 'msdyn_enddate'];
  for await (const page of dataverse.scan(table, where, undefined, undefined, columns))
    for (const { values } of page) {
      const year = text(values[yearOfPeriod]);
      periods.push({
        name: `${year}/${text(values['msdyn_periodname'])}`,
        year,
        shortName: text(values['msdyn_shortname']),
        from: text(values['msdyn_startdate']).slice(0, 10),
        to: text(values['msdyn_enddate']).slice(0, 10),
      });
    }
  return { calendar, periods: periods.sort((a, b) => (a.from < b.from ? -1 : 1)) };
}

const companyOfLedger = 'msdyn_company.cdm_companycode';
const calendarOfLedger = 'msdyn_fiscalcalendar.msdyn_calendar';
const calendarOfPeriod = 'msdyn_fiscalcalendar.msdyn_calendar';
const yearOfPeriod = 'msdyn_fiscalcalendaryear.msdyn_name';

/** Type of a period that has days of its own; opening is 192350000, closing 192350002. */
const operating = 192350001;

const ledgers = dataverseTableRef('msdyn_ledger', [companyOfLedger, calendarOfLedger]);
const table = dataverseTableRef('msdyn_fiscalcalendarperiod', [calendarOfPeriod, yearOfPeriod]);

const text = (value: ODataValue | undefined): string => String(value ?? '');
