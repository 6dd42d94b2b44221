import Big from 'big.js';
import { isLosslessNumber } from 'lossless-json';
import type { ODataValue, Row } from '../odata/value.ts';
import type { Filter } from './filter.ts';

/**
 * Whether a row meets a filter. Numbers are compared by value; null and '' are both empty, and an empty value differs
 * from every other one, as `ne` does in both systems.
 *
 * @throws Error when the row was read without a column of the filter: a filter is never half applied.
 */
export function matches(filter: Filter, row: Row): boolean {
  switch (filter.kind) {
    case 'everything':
      return true;
    case 'equals':
      return same(valueOf(row, filter.column), filter.value);
    case 'differs':
      return !same(valueOf(row, filter.column), filter.value);
    case 'columns-differ':
      return !same(valueOf(row, filter.column), valueOf(row, filter.other));
    case 'and':
      return filter.all.every((part) => matches(part, row));
    case 'or':
      return filter.any.some((part) => matches(part, row));
  }
}

function valueOf(row: Row, column: string): ODataValue {
  const value = row[column];
  if (value === undefined) throw new Error(`The filter asks for ${column}, which was not read.`);
  return value;
}

function same(a: ODataValue, b: ODataValue): boolean {
  if (isLosslessNumber(a) && isLosslessNumber(b)) return Big(a.toString()).eq(b.toString());
  return (a === '' ? null : a) === (b === '' ? null : b);
}
