import { Big } from 'big.js';
import type { Table } from '../schema/table.ts';
import type { Database } from '../store/database.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';

/**
 * Columns that the platform derives from others: exchange rate, `_base` amounts, a contact's full name, whether a secret
 * is set.
 */
export function computedColumns(
  database: Database,
  table: Table,
  row: StoredRow,
): Record<string, StoredValue> {
  const computed: Record<string, StoredValue> = {};
  if (table.name === 'contact')
    computed['fullname'] = [row['firstname'], row['lastname']]
      .filter((part) => typeof part === 'string')
      .join(' ');
  if (table.name === 'serviceendpoint') {
    computed['isauthvalueset'] = (row['authvalue'] ?? null) !== null;
    computed['issaskeyset'] = (row['saskey'] ?? null) !== null;
  }
  if (!table.columns.has('exchangerate') || table.name === 'transactioncurrency') return computed;
  const currency = row['transactioncurrencyid'];
  const rate =
    currency !== null && typeof currency === 'object'
      ? database.rows('transactioncurrency').get(currency.id)?.['exchangerate']
      : undefined;
  computed['exchangerate'] = rate ?? null;
  for (const column of table.columns.values()) {
    if (column.type !== 'money' || column.name.endsWith('_base')) continue;
    const amount = row[column.name];
    computed[`${column.name}_base`] =
      typeof amount === 'string' && typeof rate === 'string'
        ? new Big(amount).div(rate).round(4, Big.roundHalfUp).toFixed()
        : null;
  }
  return computed;
}
