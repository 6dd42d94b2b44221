import type { MapOverview, Overview } from '../../shared/support/overview.ts';
import { lagWords } from '../../shared/support/lag-words.ts';
import { humanAge, humanTime } from './human-time.ts';
import { table } from './table.ts';

/** How both systems and every map stand, what needs a person first, and the last 24 hours. */
export const printOverview = ({ systems, maps, hours }: Overview, now: number): string =>
  [
    ...systems.map(({ system, away }) =>
      away.length === 0
        ? `${system} is called as usual.`
        : away
            .map(
              ({ company, since, reason }) =>
                `${system} is NOT called${company === undefined ? '' : ` for ${company}`} since ${humanTime(since, now)}: ${reason}`,
            )
            .join('\n'),
    ),
    table(
      ['map', 'state', 'rejected', 'overdue', 'waiting', 'oldest unsynced', 'last success', 'last hour'],
      maps.map((map) => [
        map.map,
        stateOf(map),
        ...[map.rejected, map.overdue, map.waiting].map((count) => count.toLocaleString('en-US')),
        map.oldest === undefined ? '' : humanAge(map.oldest, now),
        map.lastSuccess === undefined ? 'never' : humanAge(map.lastSuccess, now),
        map.lastHour.toLocaleString('en-US'),
      ]),
      { shares: [2, 3, 0, 0, 0, 0, 0, 0], compact: true },
    ),
    'The last 24 hours (UTC); lag: how long the oldest record was on its way:',
    table(
      ['from', 'changes ended', 'rejected', 'longest lag'],
      hours
        .filter(({ lagMs }) => lagMs !== undefined)
        .map(({ hour, settled, rejected, lagMs }) => [
          hour.slice(0, 16).replace('T', ' '),
          settled.toLocaleString('en-US'),
          rejected.toLocaleString('en-US'),
          lagWords(lagMs ?? 0),
        ]),
      { shares: [0, 0, 0, 0], compact: true },
    ),
  ].join('\n');

const stateOf = ({ standing, why }: MapOverview): string =>
  why === undefined ? standing : `${standing.replace('-', ' ')}: ${why}`;
