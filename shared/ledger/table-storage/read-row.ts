import type { GetTableEntityResponse, TableClient, TableEntityResult } from '@azure/data-tables';
import { isMissing } from './store-error.ts';

/** One row by its keys, undefined where there is none. One operation. */
export async function readRow(
  table: TableClient,
  partitionKey: string,
  rowKey: string,
): Promise<GetTableEntityResponse<TableEntityResult<Record<string, unknown>>> | undefined> {
  try {
    return await table.getEntity(partitionKey, rowKey);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
