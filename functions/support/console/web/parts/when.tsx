import { timeDistance } from '../../../../../shared/support/time-distance.ts';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const ago = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** A time in the reader's locale, how long ago that is, and UTC on hover. */
export function When({ at, short = false }: { readonly at: string; readonly short?: boolean }) {
  const { value, unit } = timeDistance(at, Date.now());
  const relative = ago.format(value, unit);
  return (
    <time dateTime={at} title={`${new Date(at).toISOString()} (UTC)`}>
      {short ? relative : `${exact.format(new Date(at))} (${relative})`}
    </time>
  );
}
