import { LosslessNumber } from 'lossless-json';
import { literal, type ColumnType } from './literal.ts';
import { UnfitValueError } from './unfit-value-error.ts';
import type { ODataValue } from './value.ts';

/**
 * A value as it stands in the body of a write: numbers as JSON numbers with their own digits, flags as JSON flags,
 * whether they came as such or as text.
 *
 * @throws UnfitValueError when the value is not of the column's type.
 */
export function bodyValue(column: string, type: ColumnType, value: ODataValue): ODataValue {
  if (value === null) return null;
  switch (type) {
    case 'integer':
    case 'bigint':
    case 'choice':
    case 'int32':
    case 'int64':
    case 'decimal':
    case 'money':
    case 'real':
      return new LosslessNumber(literal(column, type, value));
    case 'boolean':
      return literal(column, type, value) === 'true';
    case 'guid':
    case 'lookup':
    case 'date':
    case 'date-only':
    case 'user-local':
    case 'time-zone-independent':
    case 'utc-date-time':
      return literal(column, type, value);
    case 'text':
    case 'string':
    case 'enum':
      if (typeof value !== 'string') throw new UnfitValueError(column, `${String(value)} is not text`);
      return value;
  }
}
