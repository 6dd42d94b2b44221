import { fileURLToPath, pathToFileURL } from 'node:url';
import { basename, dirname, resolve } from 'node:path';
import { currentMaps } from '../../shared/native-map/current-maps.ts';
import type { EnvironmentTypes } from '../../shared/native-map/environment-types.ts';
import { readEnvironment } from '../../shared/native-map/read-environment.ts';
import type { Export } from '../../shared/native-map/read-export.ts';
import { typesOfSystems } from '../../shared/native-map/types-of-systems.ts';
import { whoseMap } from '../../shared/native-map/whose-map.ts';
import { nothingAccepted } from '../../shared/table-map/accepted.ts';
import { loadMapFile, loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import { mapFiles } from '../../shared/table-map/map-files.ts';
import { AcceptedFileError, readAccepted } from '../../shared/table-map/read-accepted.ts';
import type { Registry } from '../../shared/table-map/registry.ts';
import { TableMapError } from '../../shared/table-map/table-map-error.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { importMap, type MapImport } from './import-map.ts';
import { importedFile } from './imported-file.ts';
import { withSystems } from './with-systems.ts';
import { printImport } from './print-import.ts';
import { readExportFiles } from './read-export-files.ts';
import { readFlags } from '../read-flags.ts';

const functions = new URL('../../functions/', import.meta.url);

/** What an import came to, as `--json` prints it. */
export interface ImportReport {
  readonly maps: readonly MapImport[];
  /** Native maps that are none of ours, versions of which none can be told to be the one, files that hold none. */
  readonly others: readonly {
    /** Of the native map; empty for a file. */
    readonly name: string;
    readonly version: string;
    /** File, or environment, that it was read from; empty for versions from several. */
    readonly origin: string;
    /** `stays`: nothing to do. */
    readonly outcome: 'stays' | 'unknown' | 'unclear' | 'unreadable';
    readonly why: string;
  }[];
}

/** Reads the dual-write maps of an environment into files beside ours, and says where the two differ. */
export const importMaps: Command = {
  usage: `npm run maps -- import FILE…|FOLDER… [--dry-run] [--out FOLDER] [--accepted FILE] [--json]
npm run maps -- import --environment [--dry-run] [--out FOLDER] [--accepted FILE] [--json]
  --environment asks DATAVERSE_URL and FINANCE_URL, set with COMPANIES as for the app; AUTHENTICATION=none for the sandboxes`,
  run: async (words) => {
    const { values, positionals } = readFlags(words, {
      allowPositionals: true,
      options: {
        environment: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        out: { type: 'string' },
        json: { type: 'boolean' },
        accepted: { type: 'string' },
      },
    });
    if ((values.environment === true) === positionals.length > 0)
      throw new UsageError('Import what? Files or folders of an export, or --environment.');
    const dryRun = values['dry-run'] === true;
    const out = values.out === undefined ? functions : pathToFileURL(`${resolve(values.out)}/`);
    const report =
      values.environment === true
        ? await withSystems(async ({ settings, dataverse, finance }) =>
            importAll(
              await readEnvironment(dataverse, settings.dataverseUrl),
              values.accepted,
              typesOfSystems(dataverse, finance),
              out,
              !dryRun,
            ),
          )
        : await importAll(await readExportFiles(positionals), values.accepted, undefined, out, !dryRun);
    if (report.maps.length + report.others.length === 0)
      throw new UsageError(
        `There is no map of dual-write to import in ${positionals.length === 0 ? 'this environment' : positionals.join(', ')}.`,
      );
    console.log(values.json === true ? JSON.stringify(report, null, 2) : printImport(report, dryRun));
    return isClean(report) ? 0 : 1;
  },
};

async function importAll(
  found: Export,
  accepted: string | undefined,
  types: EnvironmentTypes | undefined,
  out: URL,
  write: boolean,
): Promise<ImportReport> {
  const maps = await builtInMaps(accepted);
  const { current, unclear } = currentMaps(found);
  const imports: MapImport[] = [];
  const others: ImportReport['others'][number][] = [];
  for (const each of current) {
    const { native, origin } = each;
    const whose = whoseMap(native, maps);
    if (whose.kind !== 'ours') {
      const { name, version = '' } = native;
      others.push({ name, version, origin, outcome: whose.kind, why: whose.why });
      continue;
    }
    const file = importedFile(await pathOfFile(whose.map.name, maps, out));
    imports.push(await importMap(each, whose.map, maps.all(), file, types, write));
  }
  return {
    maps: imports.sort((a, b) => a.map.localeCompare(b.map, 'en')),
    others: [
      ...others,
      ...unclear.map(({ name, problem }) => ({
        name,
        version: '',
        origin: '',
        outcome: 'unclear' as const,
        why: problem,
      })),
      ...found.unreadable.map(({ origin, problem }) => ({
        name: '',
        version: '',
        origin,
        outcome: 'unreadable' as const,
        why: problem,
      })),
    ],
  };
}

/** The maps as they are built in; columns that the installation has accepted are known. */
async function builtInMaps(acceptedFile: string | undefined): Promise<Registry> {
  const named = acceptedFile ?? process.env['MAPS_ACCEPTED_FILE'];
  const file = named === undefined ? new URL('../maps.accepted.json', functions) : pathToFileURL(named);
  try {
    const { columns } = await readAccepted(file, named !== undefined);
    return await loadTableMaps(functions, {
      writeBack: 'standard',
      sandbox: true,
      imported: 'ignored',
      accepted: { ...nothingAccepted, columns },
    });
  } catch (error) {
    if (error instanceof AcceptedFileError || error instanceof TableMapError)
      throw new UsageError(error.message);
    throw error;
  }
}

/** Beside the file of the built-in map, or at the same place below another folder. */
async function pathOfFile(name: string, maps: Registry, out: URL): Promise<string> {
  for (const file of (await mapFiles(functions)).maps) {
    const loaded = await loadMapFile(file, { writeBack: 'standard' });
    if ('openMap' in loaded || loaded.name !== name) continue;
    const path = fileURLToPath(file);
    const area = basename(dirname(path));
    return fileURLToPath(new URL(`${area}/${basename(path).replace(/\.map\.ts$/, '.imported.ts')}`, out));
  }
  throw new Error(`No file holds the map "${maps.byName(name).name}".`);
}

const isClean = ({ maps, others }: ImportReport): boolean =>
  others.every(({ outcome }) => outcome === 'stays') &&
  maps.every(
    ({ differences, claimed, collisions, problem }) =>
      problem === '' &&
      claimed.length === 0 &&
      collisions.length === 0 &&
      differences.every(({ outcome }) => outcome !== 'not-carried' && outcome !== 'open'),
  );
