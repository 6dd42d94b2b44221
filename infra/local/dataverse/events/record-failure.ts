import { schema } from '../schema/schema.ts';
import type { Database } from '../store/database.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import { secondsText } from '../value/seconds-text.ts';
import type { RaisedEvent } from './raised-event.ts';
import type { SendFailure } from './send-event.ts';

/** Keeps a failed system job (statuscode 31), which is all that is left of a notification that was refused. */
export function recordFailure(database: Database, event: RaisedEvent, failure: SendFailure, now: Date): void {
  const table = schema.byName.get('asyncoperation');
  if (table === undefined) return;
  const values: StoredRow = {
    asyncoperationid: event.operationId,
    name: `${event.message} of ${event.table.name}`,
    messagename: event.message,
    primaryentitytype: event.table.name,
    regardingobjectid: event.rowId,
    friendlymessage: failure.message,
    message: failure.message,
    errorcode: failure.code | 0,
    createdon: secondsText(event.createdOn),
    completedon: secondsText(now),
    correlationid: event.caller.correlationId,
    requestid: event.caller.requestId,
    statecode: 3,
    statuscode: 31,
    owningextensionid: { table: 'sdkmessageprocessingstep', id: event.step.id },
    versionnumber: database.nextVersion(),
  };
  const row: Record<string, StoredValue> = {};
  for (const name of table.columns.keys()) row[name] = values[name] ?? null;
  database.rows(table.name).put(event.operationId, row);
}
