import { LosslessNumber } from 'lossless-json';
import type { ColumnType } from '../odata/literal.ts';
import type { ODataValue } from '../odata/value.ts';

/**
 * What Finance holds where there is nothing: its numbers, guids and dates cannot be null, its texts are never null and
 * emptied by an empty text, assumed(null-to-text). Enums are nullable, and emptied by null, assumed(null-to-enum).
 */
export function emptyValue(type: ColumnType): ODataValue {
  switch (type) {
    case 'date':
      return '1900-01-01T12:00:00Z';
    case 'utc-date-time':
      return '1900-01-01T00:00:00Z';
    case 'int32':
    case 'int64':
    case 'real':
      return new LosslessNumber('0');
    case 'guid':
      return '00000000-0000-0000-0000-000000000000';
    case 'enum':
      return null;
    default:
      return '';
  }
}
