import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';
import { AcceptedFileError } from '../../shared/table-map/read-accepted.ts';
import type { Registry } from '../../shared/table-map/registry.ts';
import { TableMapError } from '../../shared/table-map/table-map-error.ts';
import { UnknownMapError } from '../../shared/table-map/unknown-map-error.ts';
import { UsageError } from '../usage-error.ts';
import { inSandbox } from './in-sandbox.ts';

/** A map, or what is accepted of it, is wrong: not what was typed. */
export class WrongMapsError extends UsageError {}

const functions = new URL('../../functions/', import.meta.url);

/**
 * The maps of this installation as the app would load them; where no setting says which systems it talks to, as for real
 * ones.
 *
 * @param typed what the command line says in place of the settings MAPS_ACCEPTED_FILE and MAPS_OFF.
 * @throws WrongMapsError naming everything that is wrong with a map or with what is accepted.
 */
export async function openInstalledMaps(typed: {
  readonly accepted?: string | undefined;
  readonly off?: string | undefined;
}): Promise<Registry> {
  const off = (typed.off ?? process.env['MAPS_OFF'] ?? '').split(';').map((name) => name.trim());
  try {
    return await loadInstalledMaps(functions, {
      writeBack: process.env['WRITE_BACK'] === 'custom' ? 'custom' : 'standard',
      sandbox: inSandbox(),
      mapsAcceptedFile: typed.accepted ?? process.env['MAPS_ACCEPTED_FILE'],
      mapsOff: new Set(off.filter((name) => name !== '')),
    });
  } catch (error) {
    if (
      error instanceof TableMapError ||
      error instanceof AcceptedFileError ||
      error instanceof UnknownMapError
    )
      throw new WrongMapsError(error.message);
    throw error;
  }
}
