import type { Typed } from 'rhea';
import type { Content } from './content.ts';
import { types } from './rhea.ts';
import { SECTION, sectionsOf } from './sections.ts';

/** Application properties by name: string, number, boolean or Date. Null and undefined are left out. */
export type PropertyValues = Readonly<Record<string, unknown>>;

/** Sets application properties of a message and keeps all others as they were encoded. */
export function mergeApplicationProperties(content: Content, values: PropertyValues): Content {
  const { bare } = content;
  const sections = sectionsOf(bare);
  const section = sections.find(({ code }) => code === SECTION.applicationProperties);
  const start =
    section?.start ?? sections.find(({ code }) => code > SECTION.applicationProperties)?.start ?? bare.length;
  const merged = new Map<string, Typed>();
  const pairs = section
    ? (new types.Reader(bare.subarray(section.value, section.end)).read().value as Typed[])
    : [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    merged.set(String((pairs[at] as Typed).value), pairs[at + 1] as Typed);
  }
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined) merged.set(name, types.wrap(value));
  }
  const writer = new types.Writer();
  const encodedPairs = [...merged].flatMap(([name, value]) => [types.wrap_string(name), value]);
  writer.write(
    types.described(types.wrap_ulong(SECTION.applicationProperties), mapOf(encodedPairs)) as Typed,
  );
  return {
    ...content,
    bare: Buffer.concat([bare.subarray(0, start), writer.toBuffer(), bare.subarray(section?.end ?? start)]),
  };
}

/** rhea's `wrap_map` takes an object and would lose the types of the values. */
function mapOf(pairs: readonly Typed[]): Typed {
  const map = types.wrap_map({});
  map.value = pairs;
  return map;
}
