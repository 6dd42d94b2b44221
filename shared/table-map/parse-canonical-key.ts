import { LosslessNumber } from 'lossless-json';
import type { ODataValue, Row } from '../odata/value.ts';
import type { KeyTypes } from './canonical-key.ts';
import type { DataverseType, FinanceType } from './table-map.ts';

/**
 * The key that `canonicalKey` wrote as text.
 *
 * @throws Error when the text has another number of parts than the key.
 */
export function parseCanonicalKey(text: string, types: KeyTypes): Row {
  const columns = Object.entries(types);
  const parts = text.split('|').map((part) => part.replaceAll('%7C', '|').replaceAll('%25', '%'));
  if (parts.length !== columns.length)
    throw new Error(
      `"${text}" has ${parts.length} parts; the key is ${columns.map(([column]) => column).join(', ')}.`,
    );
  return Object.fromEntries(
    columns.map(([column, type], index) => [column, value(type, parts[index] ?? '')]),
  );
}

function value(type: DataverseType | FinanceType, text: string): ODataValue {
  switch (type) {
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'money':
    case 'choice':
    case 'int32':
    case 'int64':
    case 'real':
      return text === '' ? null : new LosslessNumber(text);
    case 'boolean':
      return text === '' ? null : text === 'true';
    case 'date':
      return text === '' ? text : `${text}T12:00:00Z`;
    default:
      return text;
  }
}
