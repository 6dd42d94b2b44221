import type { Registry } from './registry.ts';

/** So many names are worth a person's time. */
const mostNamed = 3;

/** That no map has a name, with those that were perhaps meant, for a person: `there is no table map "project task"; …`. */
export function noSuchMap(maps: Registry, name: string): string {
  const words = name.trim().toLowerCase();
  const names = maps.all().map((map) => map.name);
  const same = names.filter((each) => each.toLowerCase() === words);
  const alike = same.length > 0 ? same : names.filter((each) => each.toLowerCase().includes(words));
  const hint =
    words === '' || alike.length === 0 || alike.length > mostNamed
      ? 'npm run maps -- list names them'
      : `did you mean ${alike.map((each) => `"${each}"`).join(' or ')}?`;
  return `there is no table map "${name}"; ${hint}`;
}
