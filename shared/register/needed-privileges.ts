import { columnUses } from '../map-check/column-uses.ts';
import { dataverseTable } from '../table-map/dataverse-table.ts';
import type { TableMap } from '../table-map/table-map.ts';

/** Kinds of privileges that we may need; as `PrivilegeType` in the metadata of a table names them. */
export const privilegeTypes = ['Read', 'Create', 'Write', 'Delete', 'Append', 'AppendTo'] as const;
export type PrivilegeType = (typeof privilegeTypes)[number];

/** Tables that no map names: what native dual-write runs, its maps for the import, and failed system jobs. */
const beside = ['msdyn_dualwriteruntimeconfig', 'msdyn_dualwriteentitymap', 'asyncoperation'];

/**
 * What the application user must be allowed to do, by table, all for the whole organisation: change tracking reads no less.
 * Rows that look-ups are set to are appended to; rows whose look-ups are set are appended.
 *
 * @see https://learn.microsoft.com/power-platform/admin/security-roles-privileges
 */
export function neededPrivileges(maps: readonly TableMap[]): ReadonlyMap<string, ReadonlySet<PrivilegeType>> {
  const needed = new Map<string, Set<PrivilegeType>>();
  const need = (table: string, ...types: readonly PrivilegeType[]): void => {
    needed.set(table, new Set([...(needed.get(table) ?? []), ...types]));
  };
  for (const table of beside) need(table, 'Read');
  for (const map of maps) {
    const { table } = map.dataverse;
    need(table, 'Read');
    for (const use of columnUses(map)) {
      need(use.table, 'Read');
      for (const target of use.targets) need(target, 'Read');
    }
    if (map.toDataverse === undefined) continue;
    need(table, 'Write', ...(map.toDataverse.target.kind === 'mirror' ? (['Create'] as const) : []));
    if (map.toDataverse.deletes === 'propagate') need(table, 'Delete');
    for (const target of writtenLookups(map)) {
      need(table, 'Append');
      need(target, 'AppendTo');
    }
  }
  return new Map([...needed].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Tables behind the look-ups of its own table that a map sets. */
function writtenLookups(map: TableMap): readonly string[] {
  const { columns } = dataverseTable(map.dataverse.table);
  const names = [
    ...map.fields
      .filter(({ direction }) => direction === 'to-dataverse')
      .flatMap(({ dataverse }) => (dataverse === undefined ? [] : [dataverse.path.split('.')[0] ?? ''])),
    ...(map.toDataverse?.references ?? []).map(({ lookup }) => lookup),
    ...(map.document?.role === 'line' ? [map.document.lookup] : []),
  ];
  return names.flatMap((name) => {
    const column = columns[name];
    return typeof column === 'object' ? column.lookup : [];
  });
}
