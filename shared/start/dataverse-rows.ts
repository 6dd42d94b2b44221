import type { Filter } from '../table-map/filter.ts';
import { companyPath } from '../table-map/company-path.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { when } from '../table-map/when.ts';
import type { ReadRow, ScanAsked } from '../sync/counterpart.ts';
import type { Sync } from '../sync/sync.ts';

/** Which rows of a table; all of them where nothing is said. */
export interface RowsAsked {
  /** Code of the legal entity; undefined where the map's rows belong to none. */
  readonly company: string | undefined;
  /** First day. */
  readonly from?: { readonly column: string; readonly date: string } | undefined;
}

/**
 * What to ask Dataverse for to get the rows of a map; of one legal entity where the map says by which path a row names it. That
 * a filter may follow such a path is assumed(nested-filter).
 */
export function dataverseScan(
  map: TableMap,
  { company, from }: RowsAsked,
  columns: readonly string[],
): ScanAsked {
  const path = dataverseCompany(map);
  const where: Filter =
    company === undefined || path === undefined ? when.everything : when.equals(path, company);
  return [tableRefs(map).dataverse, where, from, undefined, columns];
}

/** The rows of a map in Dataverse, page by page. @throws CounterpartError */
export const dataverseRows = (
  sync: Sync,
  map: TableMap,
  asked: RowsAsked,
  columns: readonly string[],
): AsyncIterable<readonly ReadRow[]> => sync.dataverse.scan(...dataverseScan(map, asked, columns));

/** Path of the company code on a Dataverse row, whichever direction fills it. */
const dataverseCompany = (map: TableMap): string | undefined =>
  companyPath(map) ??
  map.fields.find(
    ({ direction, finance, dataverse }) =>
      direction === 'to-dataverse' &&
      finance?.property === map.finance.company &&
      dataverse?.path.endsWith('cdm_companycode'),
  )?.dataverse?.path;
