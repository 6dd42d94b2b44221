import type { Overview } from '../../../../../shared/support/overview.ts';
import { lagWords } from '../../../../../shared/support/lag-words.ts';
import { count } from './count.ts';

type Hour = Overview['hours'][number];

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const width = 24;
const tall = 100;

/**
 * The last 24 hours as two rows of bars, one above the other: lag and changes. Every number is in the table behind it,
 * which a screen reader reads instead.
 */
export function DayChart({ hours }: { readonly hours: Overview['hours'] }) {
  if (hours.every(({ lagMs }) => lagMs === undefined)) return <p>Nothing was counted yet.</p>;
  return (
    <>
      <Bars
        title="Lag: how long the oldest record was on its way"
        hours={hours}
        valueOf={({ lagMs = 0 }) => lagMs}
        wordsOf={({ lagMs }) => (lagMs === undefined ? 'not known' : lagWords(lagMs))}
      />
      <Bars
        title="Changes that ended"
        hours={hours}
        valueOf={({ settled }) => settled}
        wordsOf={({ settled, rejected }) => `${count(settled)}, ${count(rejected)} of them rejected`}
        partOf={({ rejected }) => rejected}
      />
    </>
  );
}

function Bars({
  title,
  hours,
  valueOf,
  wordsOf,
  partOf,
}: {
  readonly title: string;
  readonly hours: readonly Hour[];
  readonly valueOf: (hour: Hour) => number;
  readonly wordsOf: (hour: Hour) => string;
  /** What of it needs a person. */
  readonly partOf?: (hour: Hour) => number;
}) {
  const values = hours.map(valueOf);
  const most = Math.max(1, ...values);
  const highest = hours.find((hour) => valueOf(hour) === most);
  return (
    <figure className="day">
      <figcaption>
        {title}. Most: {highest === undefined ? 'none' : `${wordsOf(highest)}, at ${timeOf(highest)}`}
      </figcaption>
      <svg
        viewBox={`0 0 ${String(width * hours.length)} ${String(tall)}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {hours.map((hour, index) => {
          const [whole, part] = [valueOf(hour), partOf?.(hour) ?? 0].map((value) => (tall * value) / most);
          return (
            <g key={hour.hour}>
              <title>{`${timeOf(hour)}: ${wordsOf(hour)}`}</title>
              <rect className="room" x={index * width} y={0} width={width - 2} height={tall} />
              <rect className="alone" {...bar(index, whole ?? 0)} />
              <rect className="person" {...bar(index, part ?? 0)} />
            </g>
          );
        })}
      </svg>
      <div className="ends" aria-hidden="true">
        {[hours[0], hours.at(-1)].map((hour) => (
          <span key={hour?.hour}>{hour === undefined ? '' : timeOf(hour)}</span>
        ))}
      </div>
      <table className="spoken">
        <caption>{title}, hour by hour</caption>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour.hour}>
              <th scope="row">{timeOf(hour)}</th>
              <td>{wordsOf(hour)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

const bar = (index: number, height: number) => ({
  x: index * width,
  y: tall - height,
  width: width - 2,
  height,
});

const timeOf = ({ hour }: Hour): string => clock.format(new Date(hour));
