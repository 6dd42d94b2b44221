const longest = 3_600_000;

/**
 * How long a system asked us to stay away: `Retry-After` as seconds or as a date. A date is read against the same
 * answer's own `Date`, so that our clock does not matter. At most one hour; undefined when the header is missing,
 * negative or makes no sense, so that the caller's own back-off applies.
 */
export function retryAfterMs(
  header: string | undefined,
  date: string | undefined,
  now: number,
): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const text = header.trim();
  const answered = Date.parse(date ?? '');
  const wait = /^-?\d+(\.\d+)?$/.test(text)
    ? Number(text) * 1_000
    : Date.parse(text) - (Number.isNaN(answered) ? now : answered);
  return Number.isNaN(wait) || wait < 0 ? undefined : Math.min(wait, longest);
}
