import type { PendingWrite } from '../store/transaction.ts';
import { refusals } from '../web/refusals.ts';
import type { Caller } from '../write/caller.ts';

const dualWriteColumns = [
  'msdyn_vouchernumber',
  'msdyn_accountingamount',
  'msdyn_accountexchangerate',
  'msdyn_accountingtaxamount',
  'msdyn_actualimportid',
];

/**
 * Since fix 4789560 of 2025 the dual-write columns of an actual "can only be changed by the dual-write process". The
 * system's own process may; the text of the refusal is not public, so it is assumed.
 * @throws WebApiError 400 0x80040265
 */
export function refuseDualWriteColumns(
  caller: Caller,
  write: PendingWrite,
  how: 'refused' | 'refused in other words',
): void {
  if (write.table.name !== 'msdyn_actual' || write.message === 'Create' || caller.userName === 'system')
    return;
  const column = write.submitted.find((name) => dualWriteColumns.includes(name));
  if (column !== undefined)
    throw refusals.plugIn(
      how === 'refused'
        ? `The field ${column} of actuals can only be changed by the dual-write process.`
        : `You cannot update this attribute of an actual (${column}).`,
    );
}
