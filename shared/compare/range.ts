import type { Period } from '../periods/period.ts';

/** What is compared: one legal entity or all, rows dated within these days (YYYY-MM-DD, both included). */
export interface Range extends Pick<Period, 'fiscal'> {
  readonly company?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Whether a row is asked for; one of no legal entity or date is, whatever the range. */
export const isInRange = (
  { company, from, to }: Range,
  place: { readonly company: string | undefined; readonly date: string | undefined },
): boolean =>
  (company === undefined || place.company === undefined || place.company === company) &&
  (from === undefined || place.date === undefined || place.date >= from) &&
  (to === undefined || place.date === undefined || place.date <= to);
