import type { StoredRow } from '../store/row.ts';
import type { Table } from '../schema/table.ts';
import type { Caller } from '../write/caller.ts';
import type { RegisteredStep } from './steps.ts';

/** One step set off by one write: the system job that will send it. */
export interface RaisedEvent {
  readonly step: RegisteredStep;
  readonly message: 'Create' | 'Update' | 'Delete';
  readonly table: Table;
  readonly rowId: string;
  /** The row after the write; before it for a delete. */
  readonly row: StoredRow;
  /** Columns of the request that belong to this event. */
  readonly submitted: readonly string[];
  readonly caller: Caller;
  /** Id of the system job, one per step and event. */
  readonly operationId: string;
  readonly createdOn: Date;
}
