import { schema } from '../schema/schema.ts';
import type { Database } from '../store/database.ts';
import type { RowReference, StoredRow, StoredValue } from '../store/row.ts';
import type { Caller } from '../write/caller.ts';

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly message: string;
  /** The row that it was about. */
  readonly table: string;
  readonly row: string;
  readonly text: string;
  readonly code: number;
  /** `2026-10-26T08:00:00Z` */
  readonly createdOn: string;
  readonly completedOn: string;
  readonly caller: Caller;
  /** The step that it ran; none of a process of the platform. */
  readonly owner: RowReference | null;
}

/** Keeps a failed system job: a row of asyncoperation with statuscode 31. */
export function recordFailedJob(database: Database, job: FailedJob): void {
  const table = schema.byName.get('asyncoperation');
  if (table === undefined) return;
  const values: StoredRow = {
    asyncoperationid: job.id,
    name: job.name,
    messagename: job.message,
    primaryentitytype: job.table,
    regardingobjectid: { table: job.table, id: job.row },
    friendlymessage: job.text,
    message: job.text,
    errorcode: job.code | 0,
    createdon: job.createdOn,
    completedon: job.completedOn,
    correlationid: job.caller.correlationId,
    requestid: job.caller.requestId,
    statecode: 3,
    statuscode: 31,
    owningextensionid: job.owner,
    versionnumber: database.nextVersion(),
  };
  const row: Record<string, StoredValue> = {};
  for (const name of table.columns.keys()) row[name] = values[name] ?? null;
  database.rows(table.name).put(job.id, row);
}
