import { emptyDate, emptyDateTime } from '../store/empty-values.ts';

/** First and last day that Finance can hold. */
const first = Date.UTC(1900, 0, 1);
const last = Date.UTC(2155, 0, 1);

/**
 * Canonical text of a point in time for a property.
 *
 * @param text ISO 8601 with a zone.
 * @param type a Date keeps the day in UTC and reads as noon; a UtcDateTime keeps whole seconds.
 * @returns undefined when it is no such time, or outside of 1900 to 2154 (assumed to be refused).
 */
export function instant(text: string, type: 'Date' | 'UtcDateTime'): string | undefined {
  const time = Date.parse(text);
  if (Number.isNaN(time) || time < first || time >= last) return undefined;
  const iso = new Date(time).toISOString();
  return type === 'Date' ? `${iso.slice(0, 10)}T12:00:00Z` : `${iso.slice(0, 19)}Z`;
}

/** Finance has no null date: 1900-01-01 stands for none. */
export const isEmptyDate = (text: string): boolean => text === emptyDate || text === emptyDateTime;
