import Big from 'big.js';
import type { ColumnType } from './literal.ts';
import type { ODataValue } from './value.ts';

/**
 * A text that is equal for two values that the database holds equal: it ignores case and trailing spaces of text,
 * assumed(text-ignores-case), writes numbers one way, and compares dates by their day. Serves to find the asker of a row that came with others.
 */
export function comparable(type: ColumnType, value: ODataValue | undefined): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  switch (type) {
    case 'integer':
    case 'bigint':
    case 'choice':
    case 'decimal':
    case 'money':
    case 'int32':
    case 'int64':
    case 'real':
      return numeric(text);
    case 'date':
    case 'date-only':
      return text.slice(0, 10);
    case 'user-local':
    case 'time-zone-independent':
    case 'utc-date-time':
      return String(Date.parse(text));
    case 'text':
    case 'string':
    case 'enum':
    case 'guid':
    case 'lookup':
    case 'boolean':
      return text.trimEnd().toLowerCase();
  }
}

const numeric = (text: string): string => {
  try {
    return Big(text).toFixed();
  } catch {
    return text;
  }
};
