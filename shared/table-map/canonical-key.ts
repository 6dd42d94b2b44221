import Big from 'big.js';
import type { ODataValue, Row } from '../odata/value.ts';
import { isCompanyCode } from './is-company-code.ts';
import type { DataverseType, FinanceType } from './table-map.ts';

/** Key columns and their types, in the order in which the parts stand in the text. */
export type KeyTypes = Readonly<Record<string, DataverseType | FinanceType>>;

/**
 * A key as one text, the same for every spelling of the same key and never the same for two: parts in the order of
 * `types`, joined by `|`, which is escaped inside them; companies and guids in lower case, numbers without padding,
 * dates as YYYY-MM-DD. An empty part is a part like any other.
 *
 * @throws Error when a part is missing or no value of its type.
 */
export function canonicalKey(key: Row, types: KeyTypes): string {
  return Object.entries(types)
    .map(([column, type]) => part(column, type, key[column]))
    .map((text) => text.replaceAll('%', '%25').replaceAll('|', '%7C'))
    .join('|');
}

function part(column: string, type: DataverseType | FinanceType, value: ODataValue | undefined): string {
  if (value === undefined) throw new Error(`The key needs ${column}.`);
  const text = value === null ? '' : String(value);
  if (text === '') return text;
  switch (type) {
    case 'guid':
    case 'lookup':
      return text.replaceAll(/[{}]/g, '').toLowerCase();
    case 'date':
    case 'date-only':
      return text.slice(0, 10);
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'money':
    case 'choice':
    case 'int32':
    case 'int64':
    case 'real':
      return Big(text).toFixed();
    case 'string':
    case 'text':
      return isCompanyCode(column) ? text.toLowerCase() : text;
    case 'enum':
    case 'boolean':
    case 'user-local':
    case 'time-zone-independent':
    case 'utc-date-time':
      return text;
  }
}
