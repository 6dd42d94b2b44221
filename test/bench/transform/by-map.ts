import type { Projection } from '../../../shared/dataverse/projection.ts';
import { readPage } from '../../../shared/odata/read-page.ts';
import { contentHash } from '../../../shared/table-map/content-hash.ts';
import type { TableMap } from '../../../shared/table-map/table-map.ts';
import { transformToFinance } from '../../../shared/table-map/transform-to-finance.ts';

/** The sync's own way. */
export const byMap =
  (map: TableMap, rowOf: Projection['rowOf']) =>
  (text: string): string => {
    const [json] = readPage(text).rows;
    if (json === undefined) throw new Error('The answer holds no row.');
    const { key, values, updateOnly } = transformToFinance(map, rowOf(json).values);
    return contentHash({ ...values, ...updateOnly, ...key }, map.version);
  };
