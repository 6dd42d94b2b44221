import { applyImported } from '../table-map/apply-imported.ts';
import { checkTableMap } from '../table-map/check-table-map.ts';
import type { Direction } from '../table-map/direction.ts';
import type { ImportedMap } from '../table-map/imported-map.ts';
import type { Field, TableMap } from '../table-map/table-map.ts';
import { targetOf } from '../table-map/target-of.ts';
import type { Declared } from './declare-columns.ts';
import type { Difference } from './difference.ts';
import { directionOf } from './direction-of.ts';
import { importFilters } from './import-filters.ts';
import { importPairs } from './import-pairs.ts';
import { leaveOut, type BuiltInLine } from './leave-out.ts';
import type { NativeMap } from './native-map.ts';
import { neededWithoutPair } from './needed-without-pair.ts';
import { printField, sideText } from './print-line.ts';
import { sidesOf } from './sides-of.ts';

export interface ImportedNativeMap {
  readonly imported: ImportedMap;
  /** One for each pair of the native map, each line that only the built-in map has, and each filter. */
  readonly differences: readonly Difference[];
  /** The built-in map with what was imported. */
  readonly map: TableMap;
}

/**
 * Says in our language what a map of dual-write says, over the built-in map of the same tables. Every pair of the native
 * map is in the differences, carried or not.
 *
 * Lines of the built-in map that the native one has not are left out: dual-write does not fill those columns there, so
 * whoever keeps them by hand would find them overwritten. What dual-write fills without a pair stays.
 *
 * @param source where the native map was read, for a person.
 * @param maps all built-in maps, to find parents among.
 * @param declared types of what our metadata did not know; known to this process already.
 */
export function importNativeMap(
  native: NativeMap,
  builtIn: TableMap,
  source: string,
  maps: readonly TableMap[],
  declared: Declared,
): ImportedNativeMap {
  const named = native.pairs.map((pair) => ({ pair, sides: sidesOf(builtIn, pair) }));
  const spokenOf = new Set<string>();
  const unsure = new Set<string>();
  for (const { pair, sides } of named) {
    const direction = directionOf(builtIn, pair, sides.property, sides.path);
    if (direction === 'to-finance') spokenOf.add(`to-finance ${sides.property ?? ''}`);
    if (direction === 'to-dataverse') spokenOf.add(`to-dataverse ${sides.path ?? ''}`);
    if (pair.direction === 'unknown')
      unsure.add(`to-finance ${sides.property ?? ''}`).add(`to-dataverse ${sides.path ?? ''}`);
  }
  const others = builtIn.fields.filter((field) => !spokenOf.has(keyOf(field.direction, targetOf(field))));
  const paths = named.flatMap(({ sides }) => (sides.path === undefined ? [] : [sides.path]));
  const needed = (field: Field): Pick<BuiltInLine, 'note' | 'evidence'> | undefined => {
    if (unsure.has(keyOf(field.direction, targetOf(field))))
      return {
        note: "the environment's map has this pair without a direction that we know",
        evidence: 'assumed',
      };
    const note = neededWithoutPair(builtIn, field, paths);
    return note === undefined ? undefined : { note };
  };
  const before = leaveOut(builtIn, others, needed);
  const pairs = importPairs(before.map, native.pairs, { builtIn, maps, declared });
  // What had to stay for the sake of another line may go now that pairs have taken that line's place.
  const stayed = new Set(
    before.lines.flatMap((line) => (line.kind === 'keep' ? [keyOf(line.direction, line.target)] : [])),
  );
  const after = leaveOut(
    pairs.map,
    others.filter((field) => stayed.has(keyOf(field.direction, targetOf(field)))),
    needed,
  );
  const lines = [...before.lines.filter(({ kind }) => kind === 'leave-out'), ...after.lines];
  const filters = importFilters(builtIn, native);
  const imported: ImportedMap = {
    map: builtIn.name,
    ...(native.version === undefined ? {} : { version: native.version }),
    source,
    columns: declared.columns,
    properties: declared.properties,
    filter: filters.filter,
    posted: filters.posted,
    lines: [...pairs.lines, ...lines],
  };
  const map = applyImported(builtIn, imported, maps);
  checkTableMap(map);
  return {
    imported,
    differences: [
      ...pairs.differences,
      ...lines.map((line) => differenceOf(builtIn, line)),
      ...filters.differences,
      ...openKeys(map),
    ],
    map,
  };
}

const keyOf = (direction: Direction, target: string): string => `${direction} ${target}`;

function differenceOf(map: TableMap, line: BuiltInLine): Difference {
  const field = map.fields.find(
    (each) => each.direction === line.direction && targetOf(each) === line.target,
  );
  return {
    line: sideText(line.direction, line.target),
    outcome: line.kind === 'keep' ? 'kept' : 'left-out',
    environment: '',
    builtIn: field === undefined ? '' : printField(field),
    why: line.note,
  };
}

/** Dual-write fills companies and some keys without a pair; where ours does not know how, a person must say it. */
const openKeys = (map: TableMap): readonly Difference[] =>
  map.openPairs
    .filter(
      ({ direction, property }) => direction === 'to-finance' && Object.hasOwn(map.finance.key, property),
    )
    .map(({ direction, property, note }) => ({
      line: sideText(direction, property),
      outcome: 'open',
      environment: '',
      builtIn: '',
      why: `part of the key in Finance, and no pair fills it${note === undefined ? '' : `: ${note}`} Write the line toFinance('<column>', '${property}') into the file, with the column in columns if it is not known`,
    }));
