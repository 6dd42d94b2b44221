import { LosslessNumber } from 'lossless-json';
import type { ODataValue } from '../odata/value.ts';
import { wrongType, type Conversion } from './conversion.ts';
import { exactNumber } from './exact-number.ts';
import { guidText, zeroGuid } from './guid-text.ts';
import type { DataverseType, FinanceType } from './table-map.ts';
import { wholeNumber } from './whole-number.ts';
import { writtenDate } from './written-date.ts';

/** Reals are numeric(32,6); more than 16 digits do not survive Finance's JSON. */
const real = { places: 6, digits: 16, keeper: 'Finance' } as const;

const zero = new LosslessNumber('0');

/** Finance properties of these types cannot be null: what stands for nothing. */
const nothing: Readonly<Record<Exclude<FinanceType, 'enum'>, ODataValue>> = {
  string: '',
  guid: zeroGuid,
  int32: zero,
  int64: zero,
  real: zero,
  date: '1900-01-01T12:00:00Z',
  'utc-date-time': '1900-01-01T00:00:00Z',
};

/** Dataverse types that each Finance type can take. */
export const financeTakes = {
  string: ['text', 'guid', 'lookup'],
  guid: ['text', 'guid', 'lookup'],
  enum: ['choice', 'boolean'],
  int32: ['integer', 'choice'],
  int64: ['integer', 'bigint', 'choice'],
  real: ['integer', 'decimal', 'money'],
  date: ['date-only', 'time-zone-independent', 'user-local'],
  'utc-date-time': ['user-local'],
} as const satisfies Readonly<Record<FinanceType, readonly DataverseType[]>>;

/**
 * A Dataverse value in the form in which Finance takes it. Dates are copied by their digits: a date-only value and a
 * wall clock never shift; a `user-local` instant sent as a date gives the UTC day, which is another day than its
 * author saw when he worked far from Greenwich around midnight, so maps prefer the time-zone independent twin.
 *
 * @param scale most digits after the point that the property keeps; a number with more is refused, never rounded.
 */
export function toFinanceValue(
  value: ODataValue,
  from: DataverseType,
  to: Exclude<FinanceType, 'enum'>,
  scale: number = real.places,
): Conversion {
  if (value === null || value === '') return { value: nothing[to] };
  switch (to) {
    case 'string':
      if (from === 'guid' || from === 'lookup') return guidText(value);
      return typeof value === 'string' ? { value } : wrongType('a text');
    case 'guid':
      return guidText(value);
    case 'int32':
      return wholeNumber(value, 32);
    case 'int64':
      return wholeNumber(value, 64);
    case 'real':
      return exactNumber(value, { ...real, places: Math.min(scale, real.places) });
    case 'date': {
      const written = writtenDate(String(value));
      return written === undefined ? wrongType('a date') : { value: `${written.date}T12:00:00Z` };
    }
    case 'utc-date-time': {
      const written = writtenDate(String(value));
      if (written === undefined) return wrongType('a point in time');
      return { value: `${written.date}T${written.time}Z` };
    }
  }
}
