import type { Entity } from '../../schema/entity.ts';
import type { Store } from '../../store/store.ts';
import type { StoredRow, Values } from '../../store/stored-row.ts';
import { literalValue } from '../literal-value.ts';
import type { Expression } from './expression.ts';

/**
 * Rows that a filter can match when each of its alternatives names a whole key, found by key; undefined when one does
 * not, and the set must be searched. The filter itself still has to be asked.
 */
export function keyedRows(
  store: Store,
  entity: Entity,
  expression: Expression,
): readonly StoredRow[] | undefined {
  const rows = new Set<StoredRow>();
  for (const alternative of expression.kind === 'or' ? expression.operands : [expression]) {
    const key = keyOfAlternative(entity, alternative);
    if (key === undefined) return undefined;
    const row = store.find(entity, key);
    if (row !== undefined) rows.add(row);
  }
  return [...rows].sort((left, right) => Number(left.recId - right.recId));
}

function keyOfAlternative(entity: Entity, expression: Expression): Values | undefined {
  const key: Record<string, string> = {};
  for (const operand of expression.kind === 'and' ? expression.operands : [expression]) {
    if (operand.kind !== 'compare' || operand.comparator !== 'eq' || !entity.key.includes(operand.property))
      continue;
    const property = entity.properties[operand.property];
    const value = property === undefined ? undefined : literalValue(operand.literal, property);
    if (value === undefined || value.includes('*')) return undefined;
    key[operand.property] = value;
  }
  return entity.key.every((name) => name in key) ? key : undefined;
}
