import type { TableClient } from '@azure/data-tables';
import { isMissing } from './store-error.ts';

/** Removes a row, whether or not it is there. One operation. */
export async function removeRow(table: TableClient, partitionKey: string, rowKey: string): Promise<void> {
  try {
    await table.deleteEntity(partitionKey, rowKey);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
