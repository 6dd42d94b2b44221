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
  const nothing = { written: false, differences: [], byHand: [], collisions: [] };
  let hand: ImportedMap | undefined;
  try {
    hand = await file.read();
    if (hand !== undefined) learnImported(builtIn, hand);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...about, ...nothing, problem: `the file cannot be loaded, correct it first: ${reason}` };
  }
  const declared = await declareColumns(native, builtIn, types);
  const source = `${native.name}, read from ${origin.startsWith('http') ? origin : basename(origin)}`;
  const { imported, differences } = importNativeMap(native, builtIn, source, maps, declared);
  const { merged, byHand, collisions, problem } = await mergedWith(file, hand, imported);
  const wrong = problem === '' ? fault(builtIn, merged, maps) : problem;
  const result = { ...about, differences, byHand, collisions, problem: wrong };
  if (wrong !== '' || !write) return { ...result, written: false };
  await file.write(merged, imported);
  return { ...result, written: true };
}

async function mergedWith(
  file: ImportedFile,
  hand: ImportedMap | undefined,
  environment: ImportedMap,
): Promise<ReturnType<typeof mergeImported> & { readonly problem: string }> {
  const untouched = { merged: environment, byHand: [], collisions: [] };
  if (hand === undefined) return { ...untouched, problem: '' };
  const base = await file.readBase();
  if (base === undefined)
    return {
      ...untouched,
      problem:
        'what the last import wrote (.imported.json beside it) is gone, so changes by hand cannot be told: bring it back, or delete the file and import again',
    };
  const comments = await file.comments();
  return {
    ...mergeImported(base, hand, environment),
    problem:
      comments.length === 0
        ? ''
        : `an import would lose the comments in line ${comments.join(', ')}: write them as note, then import again`,
  };
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
