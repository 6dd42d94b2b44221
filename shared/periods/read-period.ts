import type { Sync } from '../sync/sync.ts';
import { fiscalPeriods, type FiscalCalendar } from './fiscal-periods.ts';
import { calendarMonth, type Period } from './period.ts';
import { PeriodError } from './period-error.ts';

/**
 * A period as a person types it: a calendar month (`2026-10`), a period of the legal entity's fiscal calendar by fiscal
 * year and name or short name, in any case (`2026/Period 10`, `2026/p10`), or a whole fiscal year (`2026`).
 *
 * @throws PeriodError naming what can be typed; CounterpartError where Dataverse cannot be asked for the calendar.
 */
export async function readPeriod(
  sync: Pick<Sync, 'dataverse'>,
  company: string,
  typed: string,
): Promise<Period> {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(typed)) return calendarMonth(typed);
  const isPeriod = typed.includes('/');
  const known = await fiscalPeriods(sync, company);
  const periods = (known?.periods ?? []).filter(({ name, year, shortName }) =>
    isPeriod ? isSame(name, typed) || isSame(`${year}/${shortName}`, typed) : isSame(year, typed),
  );
  const [first] = periods;
  const to = periods
    .map((period) => period.to)
    .sort()
    .at(-1);
  if (first !== undefined && to !== undefined) {
    const { from } = first;
    const fiscal = periods.map((period) => ({ name: period.name, from: period.from, to: period.to }));
    return { name: isPeriod ? first.name : first.year, from, to, fiscal };
  }
  if (!isPeriod)
    throw new PeriodError(
      `period: "${typed}" is neither a month such as 2026-10 nor a fiscal period such as 2026/Period 10, nor a fiscal year such as 2026`,
    );
  if (known === undefined)
    throw new PeriodError(
      `period: Dataverse has no ledger with a fiscal calendar for ${company} (native maps Ledger and Fiscal calendar period bring it): give the days, from and to`,
    );
  throw new PeriodError(
    `period: fiscal calendar ${known.calendar} of ${company} has no period "${typed}": ${whatThereIs(known, typed)}`,
  );
}

const isSame = (one: string, other: string): boolean =>
  one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;

/** The periods of the year that was typed, else the years. */
function whatThereIs({ periods }: FiscalCalendar, typed: string): string {
  const [year = ''] = typed.split('/');
  const ofYear = periods.filter((period) => isSame(period.year, year));
  if (ofYear.length > 0) return ofYear.map(({ name, from, to }) => `${name} (${from} to ${to})`).join(', ');
  const years = [...new Set(periods.map((period) => period.year))];
  return years.length === 0 ? 'it has none' : `its years are ${years.join(', ')}`;
}
