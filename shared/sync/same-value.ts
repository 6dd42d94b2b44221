import Big from 'big.js';
import { isLosslessNumber } from 'lossless-json';
import type { ODataValue } from '../odata/value.ts';
import type { DataverseType, FinanceType } from '../table-map/table-map.ts';
import type { WriteValue } from './counterpart.ts';

/**
 * Whether a value that a system returned is the one we would write: numbers by value (10.50 = 10.5), guids whatever
 * their case, dates by what they mean, look-ups by the id they point to, and no text as good as an empty one.
 */
export function sameValue(
  type: DataverseType | FinanceType,
  stored: ODataValue,
  wanted: WriteValue,
): boolean {
  if (isLookup(wanted)) return text(stored).toLowerCase() === (wanted.id ?? '').toLowerCase();
  switch (type) {
    case 'guid':
    case 'lookup':
      return text(stored).toLowerCase() === text(wanted).toLowerCase();
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'money':
    case 'choice':
    case 'int32':
    case 'int64':
    case 'real':
      return sameNumber(text(stored), text(wanted));
    case 'date':
    case 'date-only':
      return text(stored).slice(0, 10) === text(wanted).slice(0, 10);
    case 'user-local':
    case 'time-zone-independent':
    case 'utc-date-time':
      return sameInstant(text(stored), text(wanted));
    case 'text':
    case 'string':
    case 'enum':
    case 'boolean':
      return text(stored) === text(wanted);
  }
}

const isLookup = (value: WriteValue): value is Exclude<WriteValue, ODataValue> =>
  typeof value === 'object' && value !== null && !isLosslessNumber(value);

const text = (value: ODataValue): string => (value === null ? '' : String(value));

const sameNumber = (a: string, b: string): boolean => (a === '' || b === '' ? a === b : Big(a).eq(Big(b)));

const sameInstant = (a: string, b: string): boolean =>
  a === '' || b === '' ? a === b : Date.parse(a) === Date.parse(b);
