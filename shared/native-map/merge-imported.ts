import { lineTarget } from '../table-map/apply-imported.ts';
import type { ImportedLine, ImportedMap } from '../table-map/imported-map.ts';
import { conditionText, lineText } from './print-imported-map.ts';

/** An imported map as the hand left it, with what the environment says now. */
export interface Merged {
  readonly merged: ImportedMap;
  /** What the hand changed and the environment did not: kept. */
  readonly byHand: readonly string[];
  /** Lines that the hand changed and that still claim to be imported. */
  readonly claimed: readonly string[];
  /** What both changed, each in its own way: the hand's is kept. */
  readonly collisions: readonly Collision[];
}

/** The texts are those of the file; empty where there is no such line. */
export interface Collision {
  readonly line: string;
  readonly hand: string;
  readonly environment: string;
}

/**
 * Merges line by line, by what a line is about: whatever only one of the two changed is taken. Version and source are the
 * environment's.
 *
 * @param base the file as the last import wrote it.
 * @param hand the file as it is.
 * @param environment what this import would write.
 */
export function mergeImported(base: ImportedMap, hand: ImportedMap, environment: ImportedMap): Merged {
  const [before, mine, theirs] = [entriesOf(base), entriesOf(hand), entriesOf(environment)];
  const byHand: string[] = [];
  const claimed: string[] = [];
  const collisions: Collision[] = [];
  const merged = new Map<string, Entry>();
  for (const key of new Set([...theirs.keys(), ...mine.keys()])) {
    const [was, own, now] = [before.get(key), mine.get(key), theirs.get(key)];
    const handChanged = textOf(own) !== textOf(was);
    if (handChanged && textOf(own) !== textOf(now)) {
      if (claimsImport(own)) claimed.push(key);
      if (textOf(now) === textOf(was)) byHand.push(key);
      else collisions.push({ line: key, hand: textOf(own), environment: textOf(now) });
    }
    const kept = handChanged ? own : now;
    if (kept !== undefined) merged.set(key, kept);
  }
  return { merged: { ...environment, ...joined([...merged.values()]) }, byHand, claimed, collisions };
}

type Entry =
  | { readonly kind: 'filter'; readonly value: ImportedMap['filter'] }
  | { readonly kind: 'posted'; readonly value: ImportedMap['posted'] }
  | {
      readonly kind: 'column';
      readonly table: string;
      readonly name: string;
      readonly value: NonNullable<ImportedMap['columns'][string][string]>;
    }
  | {
      readonly kind: 'property';
      readonly name: string;
      readonly value: NonNullable<ImportedMap['properties'][string]>;
    }
  | { readonly kind: 'line'; readonly value: ImportedLine };

function entriesOf({ filter, posted, columns, properties, lines }: ImportedMap): ReadonlyMap<string, Entry> {
  return new Map<string, Entry>([
    ['filter', { kind: 'filter', value: filter }],
    ['posted', { kind: 'posted', value: posted }],
    ...Object.entries(columns).flatMap(([table, named]) =>
      Object.entries(named).map(([name, value]): [string, Entry] => [
        `column ${name} of ${table}`,
        { kind: 'column', table, name, value },
      ]),
    ),
    ...Object.entries(properties).map(([name, value]): [string, Entry] => [
      `property ${name}`,
      { kind: 'property', name, value },
    ]),
    ...lines.map((line): [string, Entry] => [keyOf(line), { kind: 'line', value: line }]),
  ]);
}

const keyOf = (line: ImportedLine): string => {
  if (line.kind === 'not-carried') return `${line.finance} with ${line.dataverse}, not carried`;
  return `${line.direction === 'to-finance' ? '→' : '←'} ${lineTarget(line)}`;
};

const claimsImport = (entry: Entry | undefined): boolean =>
  entry?.kind === 'line' && 'evidence' in entry.value && entry.value.evidence === 'imported';

/** Two entries are equal when their texts are. */
function textOf(entry: Entry | undefined): string {
  switch (entry?.kind) {
    case undefined:
      return '';
    case 'line':
      return lineText(entry.value);
    case 'filter':
    case 'posted':
      return conditionText(entry.value);
    default:
      return JSON.stringify(entry?.value);
  }
}

function joined(
  entries: readonly Entry[],
): Pick<ImportedMap, 'filter' | 'posted' | 'columns' | 'properties' | 'lines'> {
  const columns: Record<string, Record<string, NonNullable<ImportedMap['columns'][string][string]>>> = {};
  const properties: Record<string, NonNullable<ImportedMap['properties'][string]>> = {};
  const lines: ImportedLine[] = [];
  let filter: ImportedMap['filter'] = 'ours';
  let posted: ImportedMap['posted'] = 'ours';
  for (const entry of entries)
    switch (entry.kind) {
      case 'filter':
        filter = entry.value;
        break;
      case 'posted':
        posted = entry.value;
        break;
      case 'column':
        columns[entry.table] = { ...columns[entry.table], [entry.name]: entry.value };
        break;
      case 'property':
        properties[entry.name] = entry.value;
        break;
      case 'line':
        lines.push(entry.value);
        break;
    }
  return { filter, posted, columns, properties, lines };
}
