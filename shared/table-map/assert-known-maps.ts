import { UnknownMapError } from './unknown-map-error.ts';

/** @throws UnknownMapError where a setting names a table map that is not there. */
export function assertKnownMaps(
  setting: string,
  names: Iterable<string>,
  maps: { has(name: string): boolean },
): void {
  for (const name of names) if (!maps.has(name)) throw new UnknownMapError(setting, name);
}
