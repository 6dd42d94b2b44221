import { columnsToRead } from './columns-to-read.ts';
import { dataverseTableRef } from './dataverse-table-ref.ts';
import { financeEntity, financeTypeOf } from './finance-entity.ts';
import type { TableMap } from './table-map.ts';
import type { TableRef } from './table-ref.ts';

export interface TableRefs {
  readonly dataverse: TableRef;
  readonly finance: TableRef;
}

/** Asked for with every change; the answer depends on nothing but the map. */
const known = new WeakMap<TableMap, TableRefs>();

/** Both tables of a map as the adapters address them, with the type of everything that the map reads, filters or writes. */
export function tableRefs(map: TableMap): TableRefs {
  const refs = known.get(map) ?? { dataverse: dataverseRef(map), finance: financeRef(map) };
  known.set(map, refs);
  return refs;
}

const dataverseRef = (map: TableMap): TableRef =>
  dataverseTableRef(map.dataverse.table, columnsToRead(map, 'to-finance'));

function financeRef({ finance }: TableMap): TableRef {
  const { properties } = financeEntity(finance.entity);
  const columns = Object.entries(properties).map(
    ([name, property]) => [name, financeTypeOf(property)] as const,
  );
  return { table: finance.entity, set: finance.set, key: finance.key, columns: Object.fromEntries(columns) };
}
