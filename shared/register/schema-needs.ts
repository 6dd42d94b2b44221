import { columnUses } from '../map-check/column-uses.ts';
import { dataverseTable } from '../table-map/dataverse-table.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** Something that the maps need of a table and that no row can hold. */
export type SchemaNeed =
  | { readonly kind: 'column'; readonly table: string; readonly column: string; readonly type: string }
  | { readonly kind: 'change-tracking'; readonly table: string }
  | { readonly kind: 'key'; readonly table: string; readonly columns: readonly string[] };

/** Prefix of the columns that an installation adds for us; everything else comes with solutions of Microsoft. */
const ownPrefix = 'posync_';

/**
 * Columns of ours, change tracking of every table that is sent, and alternate keys over the columns by which maps find
 * rows, where it is known that they make the integration key. A row id needs none.
 */
export function schemaNeeds(maps: readonly TableMap[]): readonly SchemaNeed[] {
  const needs = new Map<string, SchemaNeed>();
  for (const map of maps) {
    for (const { table, column, type } of columnUses(map))
      if (column.startsWith(ownPrefix))
        needs.set(`${table}.${column}`, { kind: 'column', table, column, type });
    const { table } = map.dataverse;
    if (map.toFinance !== undefined) needs.set(`track ${table}`, { kind: 'change-tracking', table });
    const columns = map.toDataverse?.findBy ?? [];
    const evidence = map.toDataverse?.findByEvidence ?? 'inferred';
    const byId = columns.length === 1 && columns[0] === dataverseTable(table).id;
    if (columns.length > 0 && !byId && evidence !== 'inferred' && evidence !== 'assumed')
      needs.set(`key ${table} ${columns.join()}`, { kind: 'key', table, columns });
  }
  return [...needs.values()];
}
