import { localAcceptedFile } from '../../infra/local/environment.ts';
import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';
import type { Registry } from '../../shared/table-map/registry.ts';

/** The maps of the sandboxes, with what each expects to follow. */
export const allMaps = (): Promise<Registry> =>
  loadInstalledMaps(new URL('../../functions/', import.meta.url), {
    writeBack: 'standard',
    sandbox: true,
    mapsAcceptedFile: localAcceptedFile,
  });
