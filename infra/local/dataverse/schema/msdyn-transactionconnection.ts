import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';

/** Both transactions are named by text: id, role and type (Common Data Model: strings of at most 100). */
export const msdynTransactionconnection = defineTable({
  name: 'msdyn_transactionconnection',
  set: 'msdyn_transactionconnections',
  id: 'msdyn_transactionconnectionid',
  primaryName: 'msdyn_name',
  owned: 'user',
  columns: {
    msdyn_name: columnOf.text(100),
    msdyn_transaction1: columnOf.text(100),
    msdyn_transaction1role: columnOf.text(100),
    msdyn_transaction1type: columnOf.text(100),
    msdyn_transaction2: columnOf.text(100),
    msdyn_transaction2role: columnOf.text(100),
    msdyn_transaction2type: columnOf.text(100),
  },
});
