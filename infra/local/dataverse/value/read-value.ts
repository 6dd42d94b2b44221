import { Big } from 'big.js';
import { isLosslessNumber } from 'lossless-json';
import { refusals } from '../web/refusals.ts';
import type { Column } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import type { StoredValue } from '../store/row.ts';
import { edmTypeOf } from './edm-type-of.ts';
import { guidText } from './guid-text.ts';
import { readDate } from './read-date.ts';

/**
 * Turns one JSON value of a request body into a stored value, with the checks of the platform.
 * Assumed: digits beyond a column's precision are rounded, not refused; empty text is stored as null.
 * @throws WebApiError 400 for a wrong type, range, length or option.
 */
export function readValue(table: Table, column: Column, value: unknown): StoredValue {
  if (value === null) {
    if (column.required === 'system') throw refusals.systemRequired(table, column);
    return null;
  }
  const wrong = (): Error => refusals.wrongType(table, column, textOf(value), edmTypeOf(column));
  switch (column.type) {
    case 'text':
    case 'memo': {
      if (typeof value !== 'string') throw wrong();
      if (value.length > (column.maxLength ?? Infinity)) throw refusals.tooLong(table, column);
      return value === '' ? null : value;
    }
    case 'guid': {
      const guid = typeof value === 'string' ? guidText(value) : undefined;
      if (guid === undefined) throw wrong();
      return guid;
    }
    case 'boolean': {
      if (typeof value !== 'boolean') throw wrong();
      return value;
    }
    case 'integer':
    case 'bigint':
    case 'choice':
    case 'state':
    case 'status': {
      if (!isLosslessNumber(value) || !/^-?\d+$/.test(value.value)) throw wrong();
      if (column.type === 'bigint') {
        if (BigInt.asIntN(64, BigInt(value.value)) !== BigInt(value.value)) throw wrong();
        return value.value;
      }
      const number = Number(value.value);
      if (column.options !== undefined && !column.options.some((option) => option.value === number))
        throw refusals.noSuchOption(table, column, number);
      checkRange(table, column, new Big(value.value));
      return number;
    }
    case 'decimal':
    case 'money': {
      if (!isLosslessNumber(value)) throw wrong();
      const number = new Big(value.value);
      checkRange(table, column, number);
      return number.round(column.precision ?? 10, Big.roundHalfUp).toFixed();
    }
    case 'date-only':
    case 'user-local':
    case 'time-zone-independent': {
      const date = typeof value === 'string' ? readDate(column.type, value) : undefined;
      if (date === undefined) throw wrong();
      if (date < '1753-01-01') throw refusals.outOfRange(table, column, date);
      return date;
    }
    case 'lookup':
      throw wrong();
  }
}

function checkRange(table: Table, column: Column, value: Big): void {
  if (column.minimum !== undefined && value.lt(column.minimum))
    throw refusals.outOfRange(table, column, value.toFixed());
  if (column.maximum !== undefined && value.gt(column.maximum))
    throw refusals.outOfRange(table, column, value.toFixed());
}

const textOf = (value: unknown): string =>
  isLosslessNumber(value) ? value.value : typeof value === 'string' ? value : typeof value;
