import { secondsText } from '../value/seconds-text.ts';
import type { Database } from '../store/database.ts';
import type { RaisedEvent } from './raised-event.ts';
import { recordFailedJob } from './record-failed-job.ts';
import type { SendFailure } from './send-event.ts';

/** Keeps the failed system job of a notification that was refused: all that is left of it. */
export function recordFailure(database: Database, event: RaisedEvent, failure: SendFailure, now: Date): void {
  recordFailedJob(database, {
    id: event.operationId,
    name: `${event.message} of ${event.table.name}`,
    message: event.message,
    table: event.table.name,
    row: event.rowId,
    text: failure.message,
    code: failure.code,
    createdOn: secondsText(event.createdOn),
    completedOn: secondsText(now),
    caller: event.caller,
    owner: { table: 'sdkmessageprocessingstep', id: event.step.id },
  });
}
