import type { MapOptions } from './map-options.ts';
import { registry, type Registry } from './registry.ts';

/** Loads every `<area>/<name>.map.ts` below a folder. */
export function loadTableMaps(_folder: URL, _options: MapOptions): Promise<Registry> {
  return Promise.resolve(registry([]));
}
