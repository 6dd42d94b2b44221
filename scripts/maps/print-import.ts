import type { Difference } from '../../shared/native-map/difference.ts';
import type { ImportReport } from './import.ts';
import { table } from '../support/table.ts';
import type { MapImport } from './import-map.ts';

/** What an import came to, for a person. */
export function printImport({ maps, others }: ImportReport, dryRun: boolean): string {
  return [
    ...maps.map((map) => printMap(map, dryRun)),
    ...(others.length === 0 ? [] : [`Not imported\n${othersTable(others)}`]),
    summary(maps, others, dryRun),
  ].join('\n\n');
}

function printMap(map: MapImport, dryRun: boolean): string {
  const { differences, byHand, claimed, collisions, problem, written } = map;
  const [confirmed = [], rest = []] = [true, false].map((plain) =>
    differences.filter(({ outcome, why }) => (outcome === 'confirmed' && why === '') === plain),
  );
  const parked = map.parked.length === 0 ? '' : `; not taken: ${map.parked.join(', ')}`;
  return [
    map.map,
    `${map.native} ${map.version} from ${map.origin} (${map.why}${parked})`,
    ...(confirmed.length === 0
      ? []
      : [`confirmed: ${confirmed.map(({ line }) => line.replace(/^[→←] /, '')).join(', ')}`]),
    ...(rest.length === 0 ? [] : [differenceTable(rest)]),
    ...byHand.map((line) => `kept as changed by hand: ${line}`),
    ...claimed.map(
      (line) =>
        `changed by hand and still called imported: ${line}: write 'accepted' in its place, with a note of what was seen`,
    ),
    ...collisions.map(
      ({ line, hand, environment }) =>
        `collides: ${line}\n  by hand:     ${hand === '' ? 'taken out' : hand}\n  environment: ${environment === '' ? 'has it no more' : environment}\n  The hand's stays; make the line as you want it.`,
    ),
    problem === ''
      ? `${written ? 'written' : dryRun ? 'would be written' : 'not written'}: ${map.file}`
      : `NOT written: ${map.file}: ${problem}`,
  ].join('\n');
}

const differenceTable = (differences: readonly Difference[]): string =>
  table(
    ['line', 'outcome', 'environment', 'built in', 'why'],
    differences.map(({ line, outcome, environment, builtIn, why }) => [
      line.replace(' ', '\u00a0'),
      outcome.replace('-', ' '),
      environment,
      builtIn,
      why,
    ]),
    { shares: [3, 0, 3, 3, 3] },
  );

const othersTable = (others: ImportReport['others']): string =>
  table(
    ['map', 'from', 'why, and what to do'],
    others.map(({ name, version, origin, why }) => [`${name} ${version}`.trim(), origin, why]),
    { shares: [2, 2, 4] },
  );

function summary(maps: readonly MapImport[], others: ImportReport['others'], dryRun: boolean): string {
  const count = (outcome: Difference['outcome']): number =>
    maps.flatMap(({ differences }) => differences).filter((each) => each.outcome === outcome).length;
  const written = maps.filter((map) => map.written).length;
  const outcomes = (
    ['confirmed', 'changed', 'filled', 'added', 'kept', 'left-out', 'not-carried', 'open'] as const
  ).map((outcome) => `${count(outcome)} ${outcome.replace('-', ' ')}`);
  const collisions = maps.flatMap((map) => map.collisions).length;
  return [
    `${counted(maps.length, 'map')}, ${others.length} not imported. Lines: ${outcomes.join(', ')}; ${collisions} collide with changes by hand.`,
    dryRun || written === 0
      ? 'Nothing was written.'
      : `${counted(written, 'file')} written: look through, a line each; then npm run maps -- list.`,
  ].join('\n');
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
