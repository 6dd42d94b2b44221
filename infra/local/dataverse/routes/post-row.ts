import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { checkSettable } from '../write/check-settable.ts';
import { createRow } from '../write/create-row.ts';
import { readBody } from '../write/read-body.ts';
import { written } from './written.ts';

/** `POST /accounts` */
export function postRow(request: WebRequest, table: Table): WebReply {
  const { world, caller } = request;
  if (table.readOnly) throw refusals.readOnlyTable(table);
  const submitted = readBody(world.database, table, request.body, request.contentIds);
  checkSettable(table, submitted, 'creatable');
  const id = request.commit((transaction) => createRow(world, transaction, caller, table, submitted));
  return written(request, table, id, `${table.set}(${id})`, 201);
}
