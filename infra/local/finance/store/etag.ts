import type { StoredRow } from './stored-row.ts';

/** ETag of a row with one data source: RecVersion and RecId, quoted, in base64. */
export const etag = (row: StoredRow): string =>
  `W/"${Buffer.from(`'${row.recVersion},${row.recId}'`).toString('base64')}"`;
