import { columnsToRead } from '../table-map/columns-to-read.ts';
import { dataverseTable } from '../table-map/dataverse-table.ts';
import { filterColumns } from '../table-map/filter-columns.ts';
import type { DataverseType, TableMap } from '../table-map/table-map.ts';

/** A Dataverse column that a map reads, filters by, follows or writes. */
export interface ColumnUse {
  readonly table: string;
  /** Logical name, also where the map names a navigation property. */
  readonly column: string;
  readonly type: DataverseType;
  /** Tables that a look-up must be able to point to. */
  readonly targets: readonly string[];
}

/** Every Dataverse column that a map uses, each once, those behind its look-ups included. */
export function columnUses(map: TableMap): readonly ColumnUse[] {
  const uses = new Map<string, ColumnUse>();
  for (const use of pathsOf(map).flatMap((path) => along(map.dataverse.table, path))) {
    const name = `${use.table}.${use.column}`;
    const targets = [...new Set([...(uses.get(name)?.targets ?? []), ...use.targets])];
    uses.set(name, { ...use, targets });
  }
  return [...uses.values()];
}

function pathsOf(map: TableMap): readonly string[] {
  const { toFinance, toDataverse, document, expects } = map;
  const written = map.fields.filter((field) => field.direction === 'to-dataverse');
  return [
    ...(toFinance === undefined ? [] : columnsToRead(map, 'to-finance')),
    ...written.flatMap(({ dataverse }) => (dataverse === undefined ? [] : [dataverse.path])),
    ...(toDataverse?.findBy ?? []),
    ...(toDataverse?.references ?? []).map(({ lookup }) => lookup),
    ...(toDataverse?.leaves ?? []).flatMap(({ lookup, parent }) => [
      lookup,
      ...leafParent(map, lookup, parent),
    ]),
    ...(document?.role === 'line' ? [document.lookup] : []),
    ...expects.flatMap(({ met }) =>
      met !== 'whole' && met.in === 'dataverse' ? filterColumns(met.when) : [],
    ),
  ];
}

/** The look-up by which the rows of the table behind a look-up name their own parent. */
function leafParent(map: TableMap, lookup: string, parent: string): readonly string[] {
  const column = dataverseTable(map.dataverse.table).columns[lookup];
  const target = column === undefined || typeof column === 'string' ? undefined : column.lookup[0];
  const known = target !== undefined && dataverseTable(target).columns[parent] !== undefined;
  return known ? [`${lookup}.${parent}`] : [];
}

/** The columns on a path: `msdyn_project.msdyn_projectnumber` is a look-up and a column of the table behind it. */
function along(table: string, path: string): readonly ColumnUse[] {
  let current = table;
  return path.split('.').map((part) => {
    const column = dataverseTable(current).columns[part] ?? 'text';
    if (typeof column === 'string') return { table: current, column: part, type: column, targets: [] };
    const use: ColumnUse = {
      table: current,
      column: column.column ?? part,
      type: 'lookup',
      targets: column.lookup,
    };
    current = column.lookup[0] ?? current;
    return use;
  });
}
