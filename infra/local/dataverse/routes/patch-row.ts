import type { Table } from '../schema/table.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import { findRow } from '../web/find-row.ts';
import type { Key } from '../web/parse-key.ts';
import { refusals } from '../web/refusals.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { checkSettable } from '../write/check-settable.ts';
import { createRow } from '../write/create-row.ts';
import { readBody } from '../write/read-body.ts';
import type { Submitted } from '../write/submitted.ts';
import { updateRow } from '../write/update-row.ts';
import { checkIfMatch } from './check-if-match.ts';
import { written } from './written.ts';
import { rowId } from '../store/row-id.ts';

/**
 * `PATCH /accounts(key)`: an upsert, unless If-Match asks for an existing row (404, or 412 0x80060882 for another
 * version) or `If-None-Match: *` for a new one (412).
 */
export function patchRow(request: WebRequest, table: Table, key: Key, address: string): WebReply {
  const { world, caller } = request;
  if (table.readOnly) throw refusals.readOnlyTable(table);
  const before = findRow(world.database, table, key);
  checkIfMatch(request, table, key, before);
  if (before !== undefined && request.headers['if-none-match'] === '*') throw refusals.rowExists(table);
  const body = readBody(world.database, table, request.body, request.contentIds);
  if (before === undefined) {
    const submitted = withKey(table, key, body);
    checkSettable(table, submitted, 'creatable');
    const id = request.commit((transaction) => createRow(world, transaction, caller, table, submitted));
    return written(request, table, id, address, 201);
  }
  const submitted = withoutKey(table, key, before, body);
  checkSettable(table, submitted, 'updatable');
  request.commit((transaction) => {
    updateRow(world, transaction, caller, table, before, submitted);
  });
  return written(request, table, rowId(table, before), address, 200);
}

/** A new row takes the key of the address; a value in the body wins, even a different one. */
function withKey(table: Table, key: Key, body: Submitted): Submitted {
  const values: Readonly<Record<string, StoredValue>> =
    key.kind === 'id' ? { [table.id]: key.id } : key.values;
  return new Map([...Object.entries(values), ...body]);
}

/** An existing row keeps its key: what the body says of the key's columns is dropped. */
function withoutKey(table: Table, key: Key, before: StoredRow, body: Submitted): Submitted {
  const dropped = key.kind === 'id' ? [] : key.key.columns;
  return new Map(
    [...body].filter(
      ([name, value]) => !dropped.includes(name) && !(name === table.id && value === before[table.id]),
    ),
  );
}
