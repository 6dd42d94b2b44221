import { z } from 'zod';
import type { NativeMap } from './native-map.ts';
import { NativeMapError } from './native-map-error.ts';
import { pairKey } from './pair-key.ts';
import { parseMapping } from './parse-mapping.ts';
import { readRuntimeConfig } from './read-runtime-config.ts';

/** What the records of an environment, or the files of an export, say of its dual-write maps. */
export interface Export {
  readonly maps: readonly SavedMap[];
  /** Which versions run, as far as it is known. */
  readonly running: readonly RunningVersion[];
  /** Everything else, each with what is wrong with it. */
  readonly unreadable: readonly { readonly origin: string; readonly problem: string }[];
}

/** One saved version of a map; dual-write keeps them all. */
export interface SavedMap {
  readonly native: NativeMap;
  /** Where it was read: a file, or the environment. */
  readonly origin: string;
  /** When the record was made; absent where that is not said. */
  readonly savedOn?: string;
}

export interface RunningVersion {
  /** See `pairKey`. */
  readonly pair: string;
  readonly version: string;
}

const text = z.string().nullish();
const mapRecord = z.object({
  msdyn_mapping: z.union([z.string(), z.looseObject({})]),
  msdyn_name: text,
  msdyn_displayname: text,
  msdyn_version: text,
  createdon: text,
});
const runtimeRecord = z.object({
  msdyn_unsecure: z.union([z.string(), z.looseObject({})]),
  statecode: z.union([z.number(), z.string()]).nullish(),
});
const nothing: Export = { maps: [], running: [], unreadable: [] };

/**
 * Reads parsed JSON: a mapping alone, a record of `msdyn_dualwriteentitymaps` or `msdyn_dualwriteruntimeconfigs`, an array
 * of those, or an answer of the Web API (`{ value: […] }`). That a user's file holds one of these is
 * assumed(export-forms); the mapping inside is not.
 *
 * @param origin file or environment, for a person.
 */
export function readExport(json: unknown, origin: string): Export {
  if (Array.isArray(json)) return joined(json.map((each) => readExport(each, origin)));
  const object = z.looseObject({}).safeParse(json);
  if (!object.success)
    return unreadable(
      origin,
      'is no JSON object and no list of them: export the rows of msdyn_dualwriteentitymaps',
    );
  const { data } = object;
  if (Array.isArray(data['value'])) return readExport(data['value'], origin);
  if ('legs' in data) return maps(data, {}, origin);
  if ('msdyn_mapping' in data) return mapsOfRecord(data, origin);
  if ('msdyn_unsecure' in data) return runningOfRecord(data, origin);
  if ('EntityMapVersion' in data) return running(data, origin);
  const { msdyn_name: name } = data;
  return unreadable(
    origin,
    typeof name === 'string'
      ? `its record "${name}" holds no mapping: export it with the column msdyn_mapping`
      : 'holds neither a mapping (legs, msdyn_mapping) nor a running version (msdyn_unsecure): export the rows of msdyn_dualwriteentitymaps or msdyn_dualwriteruntimeconfigs',
  );
}

/** Several exports as one. */
export const joined = (exports: readonly Export[]): Export => ({
  maps: exports.flatMap((each) => each.maps),
  running: exports.flatMap((each) => each.running),
  unreadable: exports.flatMap((each) => each.unreadable),
});

/** What cannot be read at all. */
export const unreadable = (origin: string, problem: string): Export => ({
  ...nothing,
  unreadable: [{ origin, problem }],
});

function mapsOfRecord(data: unknown, origin: string): Export {
  const record = mapRecord.safeParse(data);
  if (!record.success)
    return unreadable(origin, `its record cannot be read: ${z.prettifyError(record.error)}`);
  const { msdyn_mapping, msdyn_name, msdyn_displayname, msdyn_version, createdon } = record.data;
  const name = msdyn_name ?? msdyn_displayname;
  return maps(
    msdyn_mapping,
    {
      ...(name == null || name === '' ? {} : { name }),
      ...(msdyn_version == null || msdyn_version === '' ? {} : { version: msdyn_version }),
    },
    origin,
    createdon ?? undefined,
  );
}

function maps(
  mapping: unknown,
  named: { readonly name?: string; readonly version?: string },
  origin: string,
  savedOn?: string,
): Export {
  try {
    const saved = parseMapping(mapping, named).map((native) => ({
      native,
      origin,
      ...(savedOn === undefined ? {} : { savedOn }),
    }));
    return { ...nothing, maps: saved };
  } catch (error) {
    if (!(error instanceof NativeMapError)) throw error;
    return unreadable(origin, error.message);
  }
}

function runningOfRecord(data: unknown, origin: string): Export {
  const record = runtimeRecord.safeParse(data);
  if (!record.success)
    return unreadable(origin, `its record cannot be read: ${z.prettifyError(record.error)}`);
  const { msdyn_unsecure, statecode } = record.data;
  if (String(statecode ?? 0) !== '0') return nothing;
  return running(msdyn_unsecure, origin);
}

/** Dataverse holds these only for maps that it is the source of; no row means unknown, not stopped. */
function running(data: unknown, origin: string): Export {
  const config = readRuntimeConfig(data);
  if (config === undefined)
    return unreadable(origin, 'msdyn_unsecure is not JSON, so it does not say which version runs');
  const { source, destination, version } = config;
  if (source === undefined || destination === undefined || version === undefined)
    return unreadable(
      origin,
      'msdyn_unsecure names no entities or no EntityMapVersion, so no running version',
    );
  return { ...nothing, running: [{ pair: pairKey(source, destination), version }] };
}
