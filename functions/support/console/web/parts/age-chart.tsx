import { Fragment } from 'react';
import type { Overview } from '../../../../../shared/support/overview.ts';
import { count } from './count.ts';

const labelOf = (hours: number): string =>
  hours > 1_000 ? 'longer' : hours < 48 ? `up to ${String(hours)} h` : `up to ${String(hours / 24)} days`;

/** Open records by age, as bars with their numbers. */
export function AgeChart({ ages }: { readonly ages: Overview['ages'] }) {
  const most = Math.max(1, ...ages.map(({ needPerson, waiting }) => needPerson + waiting));
  if (ages.every(({ needPerson, waiting }) => needPerson + waiting === 0)) return <p>Nothing is open.</p>;
  return (
    <div className="chart">
      {ages.map(({ hours, needPerson, waiting }) => (
        <Fragment key={hours}>
          <span>{labelOf(hours)}</span>
          <span className="bar" aria-hidden="true">
            <span className="person" style={{ width: `${String((100 * needPerson) / most)}%` }} />
            <span className="alone" style={{ width: `${String((100 * waiting) / most)}%` }} />
          </span>
          <span>
            {count(needPerson)} need a person, {count(waiting)} go on by themselves
          </span>
        </Fragment>
      ))}
    </div>
  );
}
