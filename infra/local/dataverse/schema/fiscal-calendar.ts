import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import type { Table } from './table.ts';

const calendar = (): ReturnType<typeof columnOf.lookup> =>
  columnOf.lookup('msdyn_fiscalcalendar', 'msdyn_fiscalcalendar');

/**
 * Ledgers and fiscal calendars as native dual-write brings them from Finance. Lengths and types are assumed.
 *
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/dual-write/mapping-reference#131
 */
export const fiscalCalendar: readonly Table[] = [
  defineTable({
    name: 'msdyn_fiscalcalendar',
    set: 'msdyn_fiscalcalendars',
    id: 'msdyn_fiscalcalendarid',
    primaryName: 'msdyn_calendar',
    owned: 'organization',
    columns: { msdyn_calendar: columnOf.text(100) },
  }),
  defineTable({
    name: 'msdyn_fiscalcalendaryear',
    set: 'msdyn_fiscalcalendaryears',
    id: 'msdyn_fiscalcalendaryearid',
    primaryName: 'msdyn_name',
    owned: 'organization',
    columns: {
      msdyn_name: columnOf.text(100),
      msdyn_fiscalcalendarname: columnOf.text(100),
      msdyn_calendar: columnOf.lookup('msdyn_fiscalcalendar', 'msdyn_calendar'),
      msdyn_startdate: columnOf.dateOnly(),
      msdyn_enddate: columnOf.dateOnly(),
    },
  }),
  defineTable({
    name: 'msdyn_fiscalcalendarperiod',
    set: 'msdyn_fiscalcalendarperiods',
    id: 'msdyn_fiscalcalendarperiodid',
    primaryName: 'msdyn_periodname',
    owned: 'organization',
    columns: {
      msdyn_periodname: columnOf.text(100),
      msdyn_shortname: columnOf.text(100),
      msdyn_comments: columnOf.text(100),
      msdyn_fiscalcalendar: calendar(),
      msdyn_fiscalcalendaryear: columnOf.lookup('msdyn_fiscalcalendaryear', 'msdyn_fiscalcalendaryear'),
      msdyn_fiscalperiodtype: columnOf.choice({
        192350000: 'Opening',
        192350001: 'Operating',
        192350002: 'Closing',
      }),
      msdyn_startdate: columnOf.dateOnly(),
      msdyn_enddate: columnOf.dateOnly(),
    },
  }),
  defineTable({
    name: 'msdyn_ledger',
    set: 'msdyn_ledgers',
    id: 'msdyn_ledgerid',
    primaryName: 'msdyn_name',
    owned: 'organization',
    columns: {
      msdyn_name: columnOf.text(100),
      msdyn_description: columnOf.text(100),
      msdyn_company: columnOf.lookup('cdm_company', 'msdyn_company'),
      msdyn_fiscalcalendar: calendar(),
    },
  }),
];
