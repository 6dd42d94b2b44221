import { Big } from 'big.js';
import { refusals } from '../web/refusals.ts';
import type { Column } from '../schema/column.ts';
import type { StoredValue } from '../store/row.ts';
import { guidText } from '../value/guid-text.ts';
import { readDate } from '../value/read-date.ts';
import type { Literal } from './filter-expression.ts';

/** A value in the form in which rows are compared: text without case, dates and guids as text, numbers as numbers. */
export type Comparable = string | number | boolean | Big | null;

/** A stored value as it is compared. */
export function comparableOf(column: Column, value: StoredValue | undefined): Comparable {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return value.id;
  if (typeof value !== 'string') return value;
  switch (column.type) {
    case 'text':
    case 'memo':
      return value.toLowerCase();
    case 'bigint':
    case 'decimal':
    case 'money':
      return new Big(value);
    default:
      return value;
  }
}

/** @throws WebApiError 400 when the literal does not fit the column's type. */
export function comparableLiteral(column: Column, literal: Literal): Comparable {
  const wrong = (): Error =>
    refusals.badQuery(
      `A binary operator with incompatible types was detected for '${column.property}' (${column.type}).`,
    );
  if (literal.kind === 'null') return null;
  switch (column.type) {
    case 'text':
    case 'memo':
      if (literal.kind !== 'text') throw wrong();
      return literal.value.toLowerCase();
    case 'boolean':
      if (literal.kind !== 'boolean') throw wrong();
      return literal.value;
    case 'guid':
    case 'lookup': {
      const id = literal.kind === 'bare' ? guidText(literal.value) : undefined;
      if (id === undefined) throw wrong();
      return id;
    }
    case 'date-only':
    case 'user-local':
    case 'time-zone-independent': {
      const date = literal.kind === 'bare' ? readDate(column.type, literal.value) : undefined;
      if (date === undefined) throw wrong();
      return date;
    }
    default: {
      if (literal.kind !== 'bare' || !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(literal.value)) throw wrong();
      return typeOfNumber(column) === 'exact' ? new Big(literal.value) : Number(literal.value);
    }
  }
}

/** Less than zero, zero or more than zero; both sides come from the same column and are not null. */
export function compare(left: Comparable, right: Comparable): number {
  if (left instanceof Big) return left.cmp(right instanceof Big ? right : new Big(Number(right)));
  if (left === right) return 0;
  return (left ?? 0) < (right ?? 0) ? -1 : 1;
}

const typeOfNumber = (column: Column): 'exact' | 'small' =>
  column.type === 'bigint' || column.type === 'decimal' || column.type === 'money' ? 'exact' : 'small';
