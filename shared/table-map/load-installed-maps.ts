import { pathToFileURL } from 'node:url';
import { loadTableMaps } from './load-table-maps.ts';
import type { MapOptions } from './map-options.ts';
import { readAccepted } from './read-accepted.ts';
import type { Registry } from './registry.ts';

export interface InstalledMapsOptions extends MapOptions {
  /** Both systems are the embedded ones, see `isSandbox`. */
  readonly sandbox: boolean;
  /** Path of the file with what this installation accepts; undefined: `maps.accepted.json` beside `functions/`, if any. */
  readonly mapsAcceptedFile?: string | undefined;
  readonly mapsOff?: ReadonlySet<string> | undefined;
}

/**
 * The table maps of this installation: those below `functions/`, with the columns and pairs that it accepts.
 *
 * @param functions URL of `functions/`, ending with a slash.
 * @throws as `loadTableMaps` and `readAccepted`.
 */
export async function loadInstalledMaps(functions: URL, options: InstalledMapsOptions): Promise<Registry> {
  const { writeBack, sandbox, mapsAcceptedFile, mapsOff } = options;
  const file =
    mapsAcceptedFile === undefined
      ? new URL('../maps.accepted.json', functions)
      : pathToFileURL(mapsAcceptedFile);
  return loadTableMaps(functions, {
    writeBack,
    sandbox,
    accepted: await readAccepted(file, mapsAcceptedFile !== undefined),
    ...(mapsOff === undefined ? {} : { off: mapsOff }),
  });
}
