import { dataverseTableRef } from '../table-map/dataverse-table-ref.ts';
import type { Registry } from '../table-map/registry.ts';
import type { TableMap } from '../table-map/table-map.ts';
import type { TableRef } from '../table-map/table-ref.ts';

/** A Dataverse table with the maps that send its rows. */
export interface TrackedTable {
  readonly table: TableRef;
  readonly maps: readonly TableMap[];
}

/** Tables of all maps that send to Finance and are not switched off: records of a map that is stopped wait in the ledger. */
export function trackedTables(maps: Registry): readonly TrackedTable[] {
  const sending = maps.all().filter((map) => map.toFinance !== undefined && !maps.isOff(map));
  return [...Map.groupBy(sending, (map) => map.dataverse.table)].map(([table, those]) => ({
    table: dataverseTableRef(table),
    maps: those,
  }));
}
