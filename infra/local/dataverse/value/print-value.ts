import { Big } from 'big.js';
import { LosslessNumber } from 'lossless-json';
import type { Column } from '../schema/column.ts';
import type { StoredValue } from '../store/row.ts';

/** A stored value as the Web API prints it: every digit, decimals with 10 places and money with 4, a look-up as its id. */
export function printValue(column: Column, value: StoredValue | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return value.id;
  return exactNumber(column, value) ?? value;
}

/** The JSON number of a bigint, decimal or money; undefined for other types. */
function exactNumber(column: Column, value: StoredValue): LosslessNumber | undefined {
  if (typeof value !== 'string') return undefined;
  if (column.type === 'bigint') return new LosslessNumber(value);
  if (column.type === 'decimal') return new LosslessNumber(new Big(value).toFixed(10));
  if (column.type === 'money') return new LosslessNumber(new Big(value).toFixed(4));
  return undefined;
}
