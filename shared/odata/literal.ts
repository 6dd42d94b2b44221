import Big from 'big.js';
import type { DataverseType, FinanceType } from '../table-map/table-map.ts';
import { UnfitValueError } from './unfit-value-error.ts';
import type { ODataValue } from './value.ts';

export type ColumnType = DataverseType | FinanceType;

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const date = /^\d{4}-\d{2}-\d{2}/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A value as it stands in a filter or key: text in quotes, guids, numbers and dates without. Only values of the
 * column's form come through, so no value can change the meaning of the expression around it.
 *
 * @param enumType full name of the enum's type (`Microsoft.Dynamics.DataEntities.NoYes`), for type `enum`.
 * @throws UnfitValueError when the value is not of the column's type.
 */
export function literal(column: string, type: ColumnType, value: ODataValue, enumType = ''): string {
  if (value === null) return 'null';
  const text = String(value);
  switch (type) {
    case 'text':
    case 'string':
      return quote(text);
    case 'enum':
      return `${enumType}${quote(text)}`;
    case 'guid':
    case 'lookup':
      return matching(column, guid, text, 'a guid').toLowerCase();
    case 'boolean':
      return matching(column, /^(true|false)$/, text, 'true or false');
    case 'integer':
    case 'bigint':
    case 'choice':
    case 'int32':
    case 'int64':
      return BigInt(matching(column, /^-?\d+$/, text, 'a whole number')).toString();
    case 'decimal':
    case 'money':
    case 'real':
      return decimal(column, text);
    case 'date':
      return `${matching(column, date, text, 'a date').slice(0, 10)}T12:00:00Z`;
    case 'date-only':
      return matching(column, date, text, 'a date').slice(0, 10);
    case 'user-local':
    case 'time-zone-independent':
    case 'utc-date-time':
      return matching(column, instant, text, 'a point in time');
  }
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function matching(column: string, form: RegExp, text: string, what: string): string {
  if (!form.test(text))
    throw new UnfitValueError(column, `${JSON.stringify(text.slice(0, 100))} is not ${what}`);
  return text;
}

/** Without exponent: its plus sign would be a space in a URL. */
function decimal(column: string, text: string): string {
  matching(column, /^-?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/, text, 'a number');
  return Big(text).toFixed();
}
