import type { Direction } from '../table-map/direction.ts';
import type { ImportedLine, ImportedPair } from '../table-map/imported-map.ts';
import type { Field, TableMap } from '../table-map/table-map.ts';
import { defaultValue } from './default-value.ts';
import { mappedValues } from './mapped-values.ts';
import type { NativePair } from './native-map.ts';
import { transformText } from './print-line.ts';
import type { Sides } from './sides-of.ts';

/** The line of a pair, or why there is none. */
export type LineOfPair =
  | {
      readonly line: ImportedLine;
      /** The line as far as the native map says it. */
      readonly said: ImportedLine;
      /** What of the pair is not carried, and what of ours stays besides. */
      readonly limits: readonly string[];
    }
  | { readonly reason: string };

/**
 * Writes one pair of a native map as a line.
 *
 * @param builtIn the line of the built-in map with the same target, if any: what a native map cannot say of it stays.
 */
export function lineOfPair(
  map: TableMap,
  { transforms }: NativePair,
  direction: Direction,
  { property, path }: Sides,
  builtIn: Field | undefined,
): LineOfPair {
  const unknown = transforms.find((each) => each.kind === 'other');
  if (unknown !== undefined)
    return { reason: `its transform "${unknown.type}" is none that we know; known are ValueMap and Default` };
  const valueMaps = transforms.filter((each) => each.kind === 'value-map');
  const defaults = transforms.filter((each) => each.kind === 'default' && each.value !== '');
  if (valueMaps.length > 1 || defaults.length > 1)
    return {
      reason: `it has several transforms of one kind (${transforms.map(transformText).join('; ')}), and which of them holds is not known`,
    };
  const target = direction === 'to-finance' ? property : path;
  if (target === undefined) return { reason: 'it names no column on the side that it goes to' };
  const [byDefault] = defaults;
  const whenEmpty =
    byDefault?.kind === 'default' ? defaultValue(map, direction, target, byDefault.value) : undefined;
  if (property === undefined || path === undefined) {
    if (whenEmpty === undefined)
      return { reason: 'it names a column on one side only, and has no default for it' };
    const line = { kind: 'constant', direction, target, value: whenEmpty, evidence: 'imported' } as const;
    const limits = valueMaps.map((each) => `${transformText(each)} is not carried: it maps no column`);
    return { line, said: line, limits };
  }
  const [values] = valueMaps;
  const mapped = values === undefined ? undefined : mappedValues(map, property, path, values, builtIn);
  if (mapped !== undefined && 'reason' in mapped) return mapped;
  const said: ImportedPair = {
    kind: 'pair',
    direction,
    path,
    property,
    evidence: 'imported',
    ...(mapped === undefined ? {} : { values: mapped.values }),
    ...(whenEmpty === undefined ? {} : { whenEmpty }),
  };
  const same = builtIn?.dataverse?.path === path && builtIn.finance?.property === property;
  if (mapped === undefined && same && isMapped(builtIn))
    return { line: { kind: 'keep', direction, target, note: noValues }, said, limits: [noValues] };
  const orElse = same ? builtIn.dataverse.orElse?.path : undefined;
  const ours = [
    ...(orElse === undefined ? [] : [`besides, ours reads ${orElse} where ${path} is empty`]),
    ...(mapped?.empty === undefined ? [] : [`besides, an empty column is ${mapped.empty} in ours`]),
  ];
  const guess = ours.length > 0 && builtIn !== undefined && isGuess(builtIn) ? builtIn.evidence : undefined;
  const line: ImportedPair = {
    ...said,
    ...(mapped?.empty === undefined ? {} : { values: { ...mapped.values, [mapped.empty]: '' } }),
    ...(guess === undefined ? {} : { evidence: guess, note: ours.join('; ') }),
  };
  return { line, said, limits: [...(mapped?.limits ?? []), ...ours] };
}

const noValues = "the environment's map has this pair without a value map, so our values stay";

const isGuess = ({ evidence }: Field): boolean => evidence === 'inferred' || evidence === 'assumed';
const isMapped = ({ transform }: Field): boolean =>
  transform.kind === 'value-map' || transform.kind === 'label-map';
