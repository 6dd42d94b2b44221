const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A time in the reader's locale, how long ago that is, and UTC on hover. */
export function When({ at, short = false }: { readonly at: string; readonly short?: boolean }) {
  const from = Date.parse(at) - Date.now();
  const [unit, size] = units.find(([, milliseconds]) => Math.abs(from) >= milliseconds) ?? units[3];
  const relative = ago.format(Math.round(from / size), unit);
  return (
    <time dateTime={at} title={`${new Date(at).toISOString()} (UTC)`}>
      {short ? relative : `${exact.format(new Date(at))} (${relative})`}
    </time>
  );
}
