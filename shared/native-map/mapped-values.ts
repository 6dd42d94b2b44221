import { financeEntity } from '../table-map/finance-entity.ts';
import { resolvePath } from '../table-map/resolve-path.ts';
import type { Field, TableMap } from '../table-map/table-map.ts';
import { isTrue } from './default-value.ts';
import type { NativeTransform } from './native-map.ts';

/** A value map of dual-write in our spelling. */
export interface MappedValues {
  readonly values: Readonly<Record<string, string>>;
  /** Member that stands for an empty column in ours only, and goes on to do so. */
  readonly empty?: string;
  readonly limits: readonly string[];
}

/**
 * Finance value → Dataverse value, by the members of the metadata; those that it does not know are left out.
 *
 * @returns a reason where one member has two values.
 */
export function mappedValues(
  map: TableMap,
  property: string,
  path: string,
  transform: Extract<NativeTransform, { readonly kind: 'value-map' }>,
  builtIn: Field | undefined,
): MappedValues | { readonly reason: string } {
  const type = financeEntity(map.finance.entity).properties[property];
  const members = type === undefined || typeof type === 'string' ? undefined : type.enum;
  const named = Object.entries(transform.values).map(([value, option]) => ({
    value,
    member: members?.find((each) => each.toLowerCase() === value.toLowerCase()),
    option: optionOf(map, path, option),
  }));
  const unknown = members === undefined ? [] : named.filter(({ member }) => member === undefined);
  const values: Record<string, string> = {};
  for (const { value, member = value, option } of named.filter((each) => !unknown.includes(each))) {
    const other = values[member];
    if (other !== undefined && other !== option)
      return { reason: `its value map has ${member} twice, as ${shown(other)} and as ${shown(option)}` };
    values[member] = option;
  }
  const ours = builtIn?.transform.kind === 'value-map' ? builtIn.transform.pairs : {};
  const empty = Object.entries(ours).find(
    ([member, option]) =>
      option === '' && values[member] === undefined && !Object.values(values).includes(''),
  )?.[0];
  return {
    values,
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

const shown = (option: string): string => (option === '' ? 'empty' : option);

function optionOf(map: TableMap, path: string, option: string): string {
  const { type } = resolvePath(map.dataverse.table, path);
  return type === 'boolean' && option !== '' ? String(isTrue(option)) : option;
}
