import { groupByLength } from '../odata/group-by-length.ts';
import { joinedLoader } from '../odata/joined-loader.ts';
import { readPage } from '../odata/read-page.ts';
import type { ReadRow } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { dataverseError } from './dataverse-error.ts';
import { idColumn } from './id-column.ts';
import { projection } from './projection.ts';
import type { WebApi } from './web-api.ts';

const mostIds = 100;

/**
 * A reader of rows of one table with the same columns: concurrent reads share a request.
 *
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/in
 */
export function readById(
  api: WebApi,
  table: TableRef,
  columns: readonly string[],
): (id: string) => Promise<ReadRow | undefined> {
  return joinedLoader<string, ReadRow>({
    slots: api.slotsOf(table.set),
    nameOf: (id) => id,
    most: mostIds,
    group: (ids) => groupByLength(ids, () => 1, mostIds, mostIds),
    fetch: async (ids) => {
      const call = { does: 'read', table: table.table } as const;
      try {
        const { query, rowOf } = await projection(api.known, table, columns);
        const values = ids.map((id) => `'${id}'`).join(',');
        const filter = `Microsoft.Dynamics.CRM.In(PropertyName='${idColumn(table)}',PropertyValues=[${values}])`;
        const path = `/${table.set}?${query}&$filter=${encodeURIComponent(filter)}`;
        const { rows } = readPage((await api.ask({ method: 'GET', path }, call)).text);
        return new Map(rows.map(rowOf).map((row) => [String(row.key[idColumn(table)]), row]));
      } catch (error) {
        throw dataverseError(error, call);
      }
    },
  });
}
