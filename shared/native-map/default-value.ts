import type { Direction } from '../table-map/direction.ts';
import { financeEntity } from '../table-map/finance-entity.ts';
import { resolvePath } from '../table-map/resolve-path.ts';
import type { TableMap } from '../table-map/table-map.ts';

/**
 * A default of dual-write as its target takes it: a member as the metadata spells it, a flag, else the text.
 *
 * @param target Finance property or Dataverse path, by the direction.
 */
export function defaultValue(
  map: TableMap,
  direction: Direction,
  target: string,
  value: string,
): string | boolean {
  if (direction === 'to-dataverse')
    return resolvePath(map.dataverse.table, target).type === 'boolean' ? isTrue(value) : value;
  const type = financeEntity(map.finance.entity).properties[target];
  const members = type === undefined || typeof type === 'string' ? [] : type.enum;
  return members.find((member) => member.toLowerCase() === value.toLowerCase()) ?? value;
}

/** Flags as dual-write writes them. */
export const isTrue = (value: string): boolean => /^(true|yes|1)$/i.test(value);
