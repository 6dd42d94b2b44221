import type { RowKey } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { literals } from './literals.ts';
import type { ODataService } from './odata-service.ts';

/**
 * Path of one row in every company: `/ProjectsV2(dataAreaId='usmf',ProjectId='P-1')?cross-company=true`. Slash,
 * backslash, plus and, assumed(percent-in-key), the percent sign are encoded twice: the web server decodes an address
 * once before the service does.
 *
 * @throws UnfitValueError when a part of the key is not of its type.
 */
export async function rowAddress(service: ODataService, table: TableRef, key: RowKey): Promise<string> {
  const columns = Object.keys(table.key);
  const write = await literals(service, table, columns);
  const parts = columns.map((column) => `${column}=${encodeTwice(write(column, key[column] ?? null))}`);
  return `/${table.set}(${parts.join(',')})?cross-company=true`;
}

const encodeTwice = (text: string): string => encodeURIComponent(text).replace(/%(2F|5C|2B|25)/g, '%25$1');
