import type { OpenGroup } from '../../shared/support/group-open.ts';
import type { ListedPage } from '../../shared/support/list-page.ts';
import type { StoppedMap } from '../../shared/support/stopped-maps.ts';
import { humanAge } from './human-time.ts';
import { table } from './table.ts';
import { count, cureWords, recordWords } from '../../shared/support/words.ts';

export interface Groups {
  readonly total: number;
  readonly groups: readonly OpenGroup[];
  readonly stoppedMaps: readonly StoppedMap[];
}

/** Open records by cause: what is the matter, how often, who can cure it and how. */
export function printGroups({ total, groups, stoppedMaps }: Groups, now: number): string {
  const stopped = printStopped(stoppedMaps);
  if (total === 0) return [...stopped, 'Nothing is open.'].join('\n');
  const rows = groups.map((group) => [
    group.count.toLocaleString('en-US'),
    `${group.sentence}${group.field === undefined ? '' : `\nColumn: ${group.field}`}`,
    `${group.remedy === '' ? 'No remedy is known; read one of them.' : group.remedy}\nWho: ${cureWords[group.cure]}`,
    humanAge(group.oldest, now),
    group.cause,
  ]);
  return [
    ...stopped,
    `${count(total, 'record is', 'records are')} open, for ${count(groups.length, 'reason')}:`,
    table(['how many', 'what is the matter', 'what to do', 'oldest', 'cause'], rows, {
      shares: [0, 3, 3, 0, 0],
    }),
    'See the records of one cause: npm run support -- list --cause CAUSE',
  ].join('\n');
}

/** Maps that hold all their records back. */
const printStopped = (maps: readonly StoppedMap[]): readonly string[] =>
  maps.length === 0
    ? []
    : [
        `${count(maps.length, 'map does', 'maps do')} not run:`,
        table(
          ['map', 'why'],
          maps.map(({ map, reason }) => [map, reason]),
          { shares: [2, 5] },
        ),
      ];

/** A page of open records. */
export function printRecords(page: ListedPage, now: number): string {
  if (page.records.length === 0) return 'Nothing is open that fits.';
  const rows = page.records.map((record) => [
    recordWords(record),
    `${record.standing}\n${humanAge(record.since, now)}`,
    `${record.field === undefined ? '' : `${record.field}: `}${record.message}`,
    `${record.hint ?? ''}${record.nextAt === undefined ? '' : `\nNext look ${humanAge(record.nextAt, now)}.`}`,
  ]);
  return [
    page.next === undefined
      ? `${count(page.total, 'record')}, the oldest first:`
      : `The first ${count(page.records.length, 'record')} of ${page.total.toLocaleString('en-US')}, the oldest first:`,
    table(['record', 'state', 'what is the matter', 'what to do'], rows, { shares: [3, 0, 4, 3] }),
    ...(page.next === undefined ? [] : [`More: --after "${page.next}"`]),
    'Look at one: npm run support -- show NUMBER',
  ].join('\n');
}
