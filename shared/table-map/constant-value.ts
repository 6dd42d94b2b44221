import { LosslessNumber } from 'lossless-json';
import type { ODataValue } from '../odata/value.ts';
import type { DataverseType, FinanceType } from './table-map.ts';

const numbers: ReadonlySet<DataverseType | FinanceType> = new Set([
  'choice',
  'integer',
  'decimal',
  'money',
  'int32',
  'int64',
  'real',
]);

/** A constant or a default in target form; numbers are written as text in a map, so that none is rounded. */
export function constantValue(value: string | boolean, type: DataverseType | FinanceType): ODataValue {
  return numbers.has(type) && value !== '' ? new LosslessNumber(String(value)) : value;
}
