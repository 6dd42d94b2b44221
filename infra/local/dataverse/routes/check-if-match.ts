import type { Table } from '../schema/table.ts';
import type { StoredRow } from '../store/row.ts';
import { requireRow } from '../web/find-row.ts';
import type { Key } from '../web/parse-key.ts';
import { refusals } from '../web/refusals.ts';
import type { WebRequest } from '../web/web-request.ts';
import { etagOf } from '../store/etag-of.ts';

/** @throws WebApiError 404 when If-Match meets no row, 412 0x80060882 when the row has another version. */
export function checkIfMatch(request: WebRequest, table: Table, key: Key, row: StoredRow | undefined): void {
  const ifMatch = request.headers['if-match'];
  if (ifMatch === undefined || ifMatch === '') return;
  const found = row ?? requireRow(request.world.database, table, key);
  if (ifMatch !== '*' && ifMatch !== etagOf(found)) throw refusals.versionMismatch();
}
