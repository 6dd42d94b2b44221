import type { Column } from '../schema/column.ts';

/** The EDM type under which `$metadata` shows a column. */
export function edmTypeOf(column: Column): string {
  switch (column.type) {
    case 'text':
    case 'memo':
      return 'Edm.String';
    case 'guid':
    case 'lookup':
      return 'Edm.Guid';
    case 'boolean':
      return 'Edm.Boolean';
    case 'integer':
    case 'choice':
    case 'state':
    case 'status':
      return 'Edm.Int32';
    case 'bigint':
      return 'Edm.Int64';
    case 'decimal':
    case 'money':
      return 'Edm.Decimal';
    case 'date-only':
      return 'Edm.Date';
    case 'user-local':
    case 'time-zone-independent':
      return 'Edm.DateTimeOffset';
  }
}
