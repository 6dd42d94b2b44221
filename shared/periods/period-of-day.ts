import type { Period } from './period.ts';

/** Name of the period that a day (YYYY-MM-DD) belongs to. */
export type PeriodOfDay = (day: string) => string;

/** A day's calendar month, YYYY-MM; empty where there is no day. */
export const monthOfDay: PeriodOfDay = (day) => day.slice(0, 7);

/** By the fiscal periods of a period that was named by the fiscal calendar, else by calendar months. */
export function periodOfDay({ fiscal }: Pick<Period, 'fiscal'>): PeriodOfDay {
  if (fiscal === undefined) return monthOfDay;
  return (day) => fiscal.find(({ from, to }) => from <= day && day <= to)?.name ?? monthOfDay(day);
}
