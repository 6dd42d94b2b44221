import type { ODataValue } from '../odata/value.ts';
import { wrongType, type Conversion } from './conversion.ts';
import { exactNumber } from './exact-number.ts';
import { guidText, zeroGuid } from './guid-text.ts';
import type { DataverseType, FinanceType } from './table-map.ts';
import { wholeNumber } from './whole-number.ts';
import { writtenDate } from './written-date.ts';

/** Dataverse rounds silently to these. */
const decimal = { places: 10, digits: 21, keeper: 'a decimal column of Dataverse' } as const;
const money = { places: 4, digits: 19, keeper: 'a money column of Dataverse' } as const;

/** What Finance reads as "no date", whatever the time of day. */
const noDate = '1900-01-01';

/** Finance types that each Dataverse type can take. */
export const dataverseTakes = {
  text: ['string', 'guid'],
  guid: ['guid'],
  lookup: [],
  boolean: ['enum'],
  choice: ['enum', 'int32', 'int64'],
  integer: ['int32'],
  bigint: ['int32', 'int64'],
  decimal: ['real', 'int32'],
  money: ['real'],
  'date-only': ['date'],
  'time-zone-independent': ['date'],
  'user-local': ['utc-date-time'],
} as const satisfies Readonly<Record<DataverseType, readonly FinanceType[]>>;

/**
 * A Finance value in the form in which Dataverse takes it: an empty text, an all-zero guid and 1900-01-01 are null;
 * numbers keep every digit; dates are copied by their digits, so that none shifts.
 *
 * @param scale most digits after the point that the column keeps; a number with more is refused, never rounded.
 */
export function toDataverseValue(
  value: ODataValue,
  to: DataverseType,
  scale: number = decimal.places,
): Conversion {
  if (value === null || value === '') return { value: null };
  switch (to) {
    case 'text':
      return typeof value !== 'string' ? wrongType('a text') : { value: value === zeroGuid ? null : value };
    case 'guid':
      return value === zeroGuid ? { value: null } : guidText(value);
    case 'integer':
    case 'choice':
      return wholeNumber(value, 32);
    case 'bigint':
      return wholeNumber(value, 64);
    case 'decimal':
      return exactNumber(value, { ...decimal, places: Math.min(scale, decimal.places) });
    case 'money':
      return exactNumber(value, { ...money, places: Math.min(scale, money.places) });
    case 'date-only':
    case 'time-zone-independent':
    case 'user-local':
      return dateValue(String(value), to);
    case 'boolean':
    case 'lookup':
      return wrongType('a value that this column can hold');
  }
}

function dateValue(text: string, to: 'date-only' | 'time-zone-independent' | 'user-local'): Conversion {
  const written = writtenDate(text);
  if (written === undefined) return wrongType('a date');
  if (written.date === noDate) return { value: null };
  switch (to) {
    case 'date-only':
      return { value: written.date };
    case 'time-zone-independent':
      return { value: `${written.date}T00:00:00Z` };
    case 'user-local':
      return { value: `${written.date}T${written.time}Z` };
  }
}
