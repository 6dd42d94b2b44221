import { basename } from 'node:path';
import type { CurrentMap } from '../../shared/native-map/current-maps.ts';
import { declareColumns } from '../../shared/native-map/declare-columns.ts';
import type { Difference } from '../../shared/native-map/difference.ts';
import type { EnvironmentTypes } from '../../shared/native-map/environment-types.ts';
import { importNativeMap } from '../../shared/native-map/import-native-map.ts';
import { mergeImported, type Collision } from '../../shared/native-map/merge-imported.ts';
import { applyImported } from '../../shared/table-map/apply-imported.ts';
import { checkTableMap } from '../../shared/table-map/check-table-map.ts';
import type { ImportedMap } from '../../shared/table-map/imported-map.ts';
import { learnImported } from '../../shared/table-map/learn-imported.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';
import { TableMapError } from '../../shared/table-map/table-map-error.ts';
import type { ImportedFile } from './imported-file.ts';

/** What became of one native map. */
export interface MapImport {
  /** Our map. */
  readonly map: string;
  /** Native map, its version, where it was read and why this version. */
  readonly native: string;
  readonly version: string;
  readonly origin: string;
  readonly why: string;
  readonly parked: readonly string[];
  readonly file: string;
  readonly written: boolean;
  readonly differences: readonly Difference[];
  /** Lines that were changed by hand and kept. */
  readonly byHand: readonly string[];
  /** Of these, lines that still claim to be imported. */
  readonly claimed: readonly string[];
  readonly collisions: readonly Collision[];
  /** Why the file was not written; empty when nothing is wrong. */
  readonly problem: string;
}

/**
 * Imports one native map into its file.
 *
 * @param maps all built-in maps.
 * @param types undefined: there is no environment to ask.
 * @param write false: says what would be written.
 */
export async function importMap(
  { native, origin, why, parked }: CurrentMap,
  builtIn: TableMap,
  maps: readonly TableMap[],
  file: ImportedFile,
  types: EnvironmentTypes | undefined,
  write: boolean,
): Promise<MapImport> {
  const about = {
    map: builtIn.name,
    native: native.name,
    version: native.version ?? '',
    origin,
    why,
    parked,
    file: file.path,
  };
  const nothing = { written: false, differences: [], byHand: [], claimed: [], collisions: [] };
  let before: Before | undefined;
  try {
    before = await readBefore(file);
    if (before !== undefined) learnImported(builtIn, declaredByHand(before));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...about, ...nothing, problem: `the file cannot be used, correct it first: ${reason}` };
  }
  const declared = await declareColumns(native, builtIn, types);
  const source = `${native.name}, read from ${origin.startsWith('http') ? origin : basename(origin)}`;
  const { imported, differences } = importNativeMap(native, builtIn, source, maps, declared);
  const { merged, byHand, claimed, collisions } =
    before === undefined
      ? { merged: imported, byHand: [], claimed: [], collisions: [] }
      : mergeImported(before.base, before.hand, imported);
  const problem = (await lostComments(file)) || fault(builtIn, merged, maps);
  const result = { ...about, differences, byHand, claimed, collisions, problem };
  if (problem !== '' || !write) return { ...result, written: false };
  try {
    await file.write(merged, imported);
    return { ...result, written: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...result, written: false, problem: `it cannot be written: ${reason}` };
  }
}

/** The file as it is and as the last import wrote it. */
interface Before {
  readonly hand: ImportedMap;
  readonly base: ImportedMap;
}

async function readBefore(file: ImportedFile): Promise<Before | undefined> {
  const [hand, base] = [await file.read(), await file.readBase()];
  if (hand === undefined) return undefined;
  if (base === undefined)
    throw new Error(
      'what the last import wrote (.imported.json beside it) is gone, so changes by hand cannot be told; bring it back, or delete the file and import again',
    );
  return { hand, base };
}

/** Columns and properties that a person declared; the others are looked for anew. */
const declaredByHand = ({ hand, base }: Before): Pick<ImportedMap, 'columns' | 'properties'> => ({
  columns: Object.fromEntries(
    Object.entries(hand.columns).map(([table, named]) => [table, changed(named, base.columns[table] ?? {})]),
  ),
  properties: changed(hand.properties, base.properties),
});

const changed = <Value>(
  now: Readonly<Record<string, Value>>,
  before: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  );

async function lostComments(file: ImportedFile): Promise<string> {
  const lines = await file.comments();
  return lines.length === 0
    ? ''
    : `an import would lose the comments in line ${lines.join(', ')}: write them as note, then import again`;
}

/** What is wrong with the map once the file is laid over it; empty when nothing is. */
function fault(builtIn: TableMap, imported: ImportedMap, maps: readonly TableMap[]): string {
  try {
    learnImported(builtIn, imported);
    checkTableMap(applyImported(builtIn, imported, maps));
    return '';
  } catch (error) {
    if (!(error instanceof TableMapError)) throw error;
    return `with the changes by hand the map contradicts itself: ${error.faults.join('; ')}`;
  }
}
