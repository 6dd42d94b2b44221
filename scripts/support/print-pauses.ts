import type { HeldBack } from '../../shared/support/held-back.ts';
import { humanTime } from './human-time.ts';
import { table } from './table.ts';

/** What is paused and which systems are not called, with how many records wait before each. */
export function printPauses({ pauses, breakers }: HeldBack, now: number): string {
  if (pauses.length === 0 && breakers.length === 0)
    return 'Nothing is paused, and both systems are called as usual.';
  const look = { shares: [3, 4, 0, 3] };
  return [
    ...(pauses.length === 0
      ? []
      : [
          'Paused, until a person ends it (npm run support -- resume):',
          table(
            ['what', 'reason', 'records waiting', 'who, since'],
            pauses.map(({ what, why, parked, who, since }) => [
              what,
              why,
              parked.toLocaleString('en-US'),
              `${who}, ${humanTime(since, now)}`,
            ]),
            look,
          ),
        ]),
    ...(breakers.length === 0
      ? []
      : [
          'Not called, because it does not answer; one record is tried from time to time, and the rest goes on by itself:',
          table(
            ['what', 'reason', 'records waiting', 'since, next try'],
            breakers.map(({ what, reason, parked, since, until }) => [
              what,
              reason,
              parked.toLocaleString('en-US'),
              `${humanTime(since, now)}\n${humanTime(until, now)}`,
            ]),
            look,
          ),
        ]),
  ].join('\n');
}
