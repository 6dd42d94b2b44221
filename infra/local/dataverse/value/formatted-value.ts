import type { Column } from '../schema/column.ts';
import type { StoredValue } from '../store/row.ts';

const english = new Intl.NumberFormat('en-US', { maximumFractionDigits: 10 });

/**
 * The text a user would see, in US English. Real ones depend on the user's language, so nothing may read them.
 * Undefined for types that have none.
 */
export function formattedValue(column: Column, value: StoredValue): string | undefined {
  if (value === null || typeof value === 'object') return undefined;
  switch (column.type) {
    case 'choice':
    case 'state':
    case 'status':
      return column.options?.find((option) => option.value === value)?.label;
    case 'boolean':
      return value === true ? 'Yes' : 'No';
    case 'integer':
      return english.format(Number(value));
    case 'decimal':
      return english.format(value as Intl.StringNumericLiteral);
    case 'money':
      return `$${english.format(value as Intl.StringNumericLiteral)}`;
    case 'date-only':
    case 'user-local':
    case 'time-zone-independent':
      return String(value);
    default:
      return undefined;
  }
}
