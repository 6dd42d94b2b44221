const dateForm = /^\d{4}-\d{2}-\d{2}$/;
const dateTimeForm = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)(Z|[+-]\d{2}:\d{2})?$/i;

/**
 * Reads a date of a request: a value without an offset is UTC, an offset is applied, seconds are the precision of
 * storage. A date-only column takes a date and nothing else; the others also take a bare date (assumed: midnight).
 * @returns `2026-09-01` or `2026-09-01T08:00:00Z`; undefined when the text is no such date.
 */
export function readDate(
  type: 'date-only' | 'user-local' | 'time-zone-independent',
  text: string,
): string | undefined {
  if (dateForm.test(text)) {
    if (!isDay(text)) return undefined;
    return type === 'date-only' ? text : `${text}T00:00:00Z`;
  }
  const match = type === 'date-only' ? null : dateTimeForm.exec(text);
  if (match === null || !isDay(match[1] ?? '')) return undefined;
  const instant = Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}${match[3] ?? 'Z'}`);
  return Number.isNaN(instant) ? undefined : `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** `Date.parse` rolls 31 February over to March. */
const isDay = (text: string): boolean => {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
};
