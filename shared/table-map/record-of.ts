import type { TableMap } from './table-map.ts';

/**
 * Name of a record in the ledger: `<map name>|<row>`.
 *
 * @param row Dataverse row id where the Dataverse row names the record, else the Finance key as `canonicalKey` writes it.
 */
export const recordOf = (map: TableMap, row: string): string =>
  `${map.name}|${map.identity === 'dataverse' ? row.toLowerCase() : row}`;
