import type { Direction } from '../table-map/direction.ts';
import { financeEntity } from '../table-map/finance-entity.ts';
import type { ImportedLine, ImportedPair } from '../table-map/imported-map.ts';
import { resolvePath } from '../table-map/resolve-path.ts';
import type { Field, TableMap } from '../table-map/table-map.ts';
import type { NativePair, NativeTransform } from './native-map.ts';

/** A line for a pair, with what of the pair it does not carry; or why there is none. */
export type LineOfPair =
  { readonly line: ImportedLine; readonly limits: readonly string[] } | { readonly reason: string };

/** The two sides of a pair in our spelling, as far as the pair has them. */
export interface Sides {
  readonly property: string | undefined;
  readonly path: string | undefined;
}

/**
 * Writes one pair of a native map as a line.
 *
 * @param builtIn the line of the built-in map with the same target, if any: what a native map cannot say of it stays.
 */
export function lineOfPair(
  map: TableMap,
  pair: NativePair,
  direction: Direction,
  { property, path }: Sides,
  builtIn: Field | undefined,
): LineOfPair {
  const unknown = pair.transforms.find((each) => each.kind === 'other');
  if (unknown?.kind === 'other')
    return { reason: `its transform "${unknown.type}" is none that we know; known are ValueMap and Default` };
  const values = pair.transforms.find((each) => each.kind === 'value-map');
  const byDefault = pair.transforms.find((each) => each.kind === 'default');
  if (property === undefined || path === undefined)
    return constantLine(map, direction, { property, path }, byDefault);
  const mapped = values === undefined ? { limits: [] } : valuesOf(map, property, path, values, builtIn);
  const same = builtIn?.dataverse?.path === path && builtIn.finance?.property === property;
  if (values === undefined && same && isMapped(builtIn))
    return {
      line: { kind: 'keep', direction, target: direction === 'to-finance' ? property : path, note: noValues },
      limits: [noValues],
    };
  const orElse = same ? builtIn.dataverse.orElse?.path : undefined;
  const ours = [
    ...(orElse === undefined ? [] : [`besides, ours reads ${orElse} where ${path} is empty`]),
    ...(mapped.empty === undefined ? [] : [`besides, an empty column is ${mapped.empty} in ours`]),
  ];
  const whenEmpty =
    byDefault === undefined ? undefined : defaultOf(map, direction, property, path, byDefault.value);
  const guess = ours.length > 0 && builtIn !== undefined && isGuess(builtIn) ? builtIn.evidence : undefined;
  const line: ImportedPair = {
    kind: 'pair',
    direction,
    path,
    property,
    ...(mapped.values === undefined ? {} : { values: mapped.values }),
    ...(whenEmpty === undefined ? {} : { whenEmpty }),
    ...(guess === undefined ? {} : { evidence: guess, note: ours.join('; ') }),
  };
  return { line, limits: [...mapped.limits, ...ours] };
}

const noValues = "the environment's map has this pair without a value map, so our values stay";

const isGuess = ({ evidence }: Field): boolean => evidence === 'inferred' || evidence === 'assumed';
const isMapped = ({ transform }: Field): boolean =>
  transform.kind === 'value-map' || transform.kind === 'label-map';

/** A side that is not there is filled by the default. */
function constantLine(
  map: TableMap,
  direction: Direction,
  { property, path }: Sides,
  byDefault: Extract<NativeTransform, { readonly kind: 'default' }> | undefined,
): LineOfPair {
  const target = direction === 'to-finance' ? property : path;
  if (target === undefined) return { reason: 'it names no column on the side that it goes to' };
  if (byDefault === undefined || byDefault.value === '')
    return { reason: 'it names a column on one side only, and has no default for it' };
  const value =
    direction === 'to-finance'
      ? memberOf(map, target, byDefault.value)
      : inDataverse(map, target, byDefault.value);
  return { line: { kind: 'constant', direction, target, value }, limits: [] };
}

const defaultOf = (
  map: TableMap,
  direction: Direction,
  property: string,
  path: string,
  value: string,
): string | boolean | undefined => {
  if (value === '') return undefined;
  return direction === 'to-finance' ? memberOf(map, property, value) : inDataverse(map, path, value);
};

/** Dual-write writes members as it likes; ours are those of the metadata. */
function memberOf({ finance: { entity } }: TableMap, property: string, value: string): string {
  const type = financeEntity(entity).properties[property];
  const members = type === undefined || typeof type === 'string' ? [] : type.enum;
  return members.find((member) => member.toLowerCase() === value.toLowerCase()) ?? value;
}

function inDataverse(map: TableMap, path: string, value: string): string | boolean {
  const { type } = resolvePath(map.dataverse.table, path);
  return type === 'boolean' ? isTrue(value) : value;
}

const isTrue = (value: string): boolean => /^(true|yes|1)$/i.test(value);

interface MappedValues {
  readonly values?: Readonly<Record<string, string>>;
  /** Member that stands for an empty column in ours only. */
  readonly empty?: string;
  readonly limits: readonly string[];
}

/** Finance value → Dataverse value, by the members of the metadata; those that it does not know are left out. */
function valuesOf(
  map: TableMap,
  property: string,
  path: string,
  transform: Extract<NativeTransform, { readonly kind: 'value-map' }>,
  builtIn: Field | undefined,
): MappedValues {
  const type = financeEntity(map.finance.entity).properties[property];
  const members = type === undefined || typeof type === 'string' ? undefined : type.enum;
  const named = Object.entries(transform.values).map(([value, option]) => ({
    value,
    member: members?.find((each) => each.toLowerCase() === value.toLowerCase()),
    option: optionOf(map, path, option),
  }));
  const unknown = members === undefined ? [] : named.filter(({ member }) => member === undefined);
  const values = Object.fromEntries(
    named
      .filter((each) => !unknown.includes(each))
      .map(({ value, member, option }) => [member ?? value, option]),
  );
  const ours = builtIn?.transform.kind === 'value-map' ? builtIn.transform.pairs : {};
  const empty = Object.entries(ours).find(
    ([member, option]) =>
      option === '' && values[member] === undefined && !Object.values(values).includes(''),
  )?.[0];
  return {
    values: empty === undefined ? values : { ...values, [empty]: '' },
    ...(empty === undefined ? {} : { empty }),
    limits: [
      ...unknown.map(
        ({ value }) => `value ${value} is not carried: ${property} has no such member in our metadata`,
      ),
      ...(transform.createsValues
        ? ['createValuesOnDestination is not carried: a value that is not listed is refused, never created']
        : []),
    ],
  };
}

function optionOf(map: TableMap, path: string, option: string): string {
  const { type } = resolvePath(map.dataverse.table, path);
  return type === 'boolean' && option !== '' ? String(isTrue(option)) : option;
}
