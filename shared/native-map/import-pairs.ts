import { applyImported, lineTarget } from '../table-map/apply-imported.ts';
import { checkTableMap } from '../table-map/check-table-map.ts';
import type { Direction } from '../table-map/direction.ts';
import type { ImportedLine } from '../table-map/imported-map.ts';
import type { Evidence, Field, TableMap } from '../table-map/table-map.ts';
import { TableMapError } from '../table-map/table-map-error.ts';
import { resolvePath } from '../table-map/resolve-path.ts';
import { targetOf } from '../table-map/target-of.ts';
import type { Difference, Outcome } from './difference.ts';
import { directionOf } from './direction-of.ts';
import { lineOfPair, type Sides } from './line-of-pair.ts';
import type { NativeMap, NativePair } from './native-map.ts';
import { pathOf } from './path-of.ts';
import { pairText, printField, printLine, sideText } from './print-line.ts';
import { propertyNamed } from './property-named.ts';

/** The lines that pairs make, each with its difference, and the map with them. */
export interface ImportedPairs {
  readonly map: TableMap;
  readonly lines: readonly ImportedLine[];
  readonly differences: readonly Difference[];
}

/**
 * Carries the pairs of a native map over, one after the other: what the map would not agree with any more is not carried,
 * for the reason that the check of the map gives.
 *
 * @param start the built-in map, without the lines that are left out.
 * @param builtIn the built-in map as it is.
 * @param guessed paths whose type is a guess.
 */
export function importPairs(
  start: TableMap,
  builtIn: TableMap,
  native: NativeMap,
  maps: readonly TableMap[],
  guessed: ReadonlySet<string>,
): ImportedPairs {
  const lines: ImportedLine[] = [];
  const differences: Difference[] = [];
  const filled = new Set<string>();
  let map = start;
  for (const [index, pair] of native.pairs.entries()) {
    const sides = sidesOf(builtIn, pair);
    const direction = directionOf(builtIn, pair, sides.property, sides.path);
    const field = direction === undefined ? undefined : fieldAt(builtIn, direction, sides);
    const about = {
      line:
        direction === undefined ? pairText(pair) : sideText(direction, targetName(direction, sides, pair)),
      environment: pairText(pair),
      builtIn: field === undefined ? '' : printField(field),
      pair: index,
    };
    const refuse = (reason: string): void => {
      const why = field === undefined ? reason : `${reason}; ours stays`;
      differences.push({ ...about, outcome: 'not-carried', why });
      lines.push({
        kind: 'not-carried',
        finance: pair.finance ?? '',
        dataverse: pair.dataverse ?? '',
        note: reason,
      });
    };
    const reason = direction === undefined ? noWay(builtIn, pair) : missing(builtIn, pair, sides);
    if (direction === undefined || reason !== undefined) {
      refuse(reason ?? '');
      continue;
    }
    const made = lineOfPair(builtIn, pair, direction, sides, field);
    if ('reason' in made) {
      refuse(made.reason);
      continue;
    }
    const line = marked(made.line, guessed);
    const target = line.kind === 'not-carried' ? '' : `${direction} ${lineTarget(line)}`;
    if (filled.has(target)) {
      refuse('another pair of this map fills the same column');
      continue;
    }
    try {
      map = applied(map, line, maps);
    } catch (error) {
      if (!(error instanceof TableMapError)) throw error;
      refuse(error.faults.join('; '));
      continue;
    }
    filled.add(target);
    lines.push(line);
    const limits = [
      ...made.limits,
      ...(pair.direction === 'both' && sides.property !== undefined && sides.path !== undefined
        ? [`the way back is not carried: a column has one owner, here ${owner(direction)}`]
        : []),
      ...(line.kind === 'pair' && guessed.has(line.path) ? [guessedType] : []),
    ];
    differences.push({
      ...about,
      outcome: outcomeOf(builtIn, line, field, map),
      environment: line.kind === 'keep' ? about.environment : printLine(line),
      why: limits.join('; '),
    });
  }
  return { map, lines, differences };
}

const guessedType =
  'the type of its column is a guess from the Finance side: import with --environment to read it';

const owner = (direction: Direction): string => (direction === 'to-finance' ? 'Dataverse' : 'Finance');

/** The two sides of a pair in our spelling. */
export function sidesOf(map: TableMap, { finance, dataverse, related }: NativePair): Sides {
  return {
    property: finance === undefined ? undefined : (propertyNamed(map.finance.entity, finance) ?? finance),
    path: dataverse === undefined ? undefined : pathOf(map.dataverse.table, dataverse, related),
  };
}

const targetName = (direction: Direction, { property, path }: Sides, pair: NativePair): string =>
  (direction === 'to-finance' ? property : path) ?? pair.finance ?? pair.dataverse ?? '';

const fieldAt = (map: TableMap, direction: Direction, { property, path }: Sides): Field | undefined =>
  map.fields.find(
    (field) =>
      field.direction === direction && targetOf(field) === (direction === 'to-finance' ? property : path),
  );

function noWay(map: TableMap, { direction }: NativePair): string {
  if (direction === 'unknown') return 'it says no direction that we know; known are 1, 2 and 3';
  return map.toFinance === undefined
    ? 'this map of ours never writes to Finance'
    : 'this map of ours never writes to Dataverse';
}

function missing(map: TableMap, pair: NativePair, { property, path }: Sides): string | undefined {
  if (property !== undefined && propertyNamed(map.finance.entity, property) === undefined)
    return `our metadata knows no property ${property} of ${map.finance.entity}, and dual-write does not keep its spelling: import with --environment, or declare it in properties of the file and import again`;
  if (path === undefined) return undefined;
  try {
    resolvePath(map.dataverse.table, path);
    return undefined;
  } catch (error) {
    const related = pair.related === undefined ? '' : ` (a look-up to ${pair.related})`;
    return `${error instanceof Error ? error.message : String(error)}${related} Import with --environment, or declare it in columns of the file and import again`;
  }
}

const marked = (line: ImportedLine, guessed: ReadonlySet<string>): ImportedLine =>
  line.kind === 'pair' && guessed.has(line.path) ? { ...line, evidence: 'assumed', note: guessedType } : line;

function applied(map: TableMap, line: ImportedLine, maps: readonly TableMap[]): TableMap {
  const next = applyImported(map, { ...nothing, map: map.name, lines: [line] }, maps);
  checkTableMap(next);
  return { ...next, version: map.version };
}

const nothing = { source: '', columns: {}, properties: {}, filter: 'ours', posted: 'ours' } as const;

function outcomeOf(builtIn: TableMap, line: ImportedLine, before: Field | undefined, map: TableMap): Outcome {
  if (line.kind === 'keep') return 'kept';
  if (line.kind !== 'pair' && line.kind !== 'constant') return 'not-carried';
  if (before !== undefined) {
    const after = map.fields.find(
      (field) => field.direction === before.direction && targetOf(field) === targetOf(before),
    );
    return after !== undefined && says(after) === says(before) ? 'confirmed' : 'changed';
  }
  const open = builtIn.openPairs.some(
    (pair) => line.kind === 'pair' && pair.direction === line.direction && pair.property === line.property,
  );
  return open ? 'filled' : 'added';
}

/** What a field does, whatever is thought of it. */
function says(field: Field): string {
  const { evidence: _evidence, note: _note, transform, ...rest } = field as Field & { evidence: Evidence };
  const values = transform.kind === 'value-map' ? Object.entries(transform.pairs).sort() : [];
  return JSON.stringify([Object.entries(rest).sort(), transform.kind, values, constantOf(field)]);
}

const constantOf = ({ transform }: Field): string | boolean =>
  transform.kind === 'constant' ? transform.value : '';
