import { dualWriteTables } from './dual-write-tables.ts';
import { estimates } from './estimates.ts';
import { fiscalCalendar } from './fiscal-calendar.ts';
import { invoice } from './invoice.ts';
import { masterData } from './master-data.ts';
import { msdynActual } from './msdyn-actual.ts';
import { msdynContractlinescheduleofvalue } from './msdyn-contractlinescheduleofvalue.ts';
import { msdynExpense } from './msdyn-expense.ts';
import { msdynExpensecategory } from './msdyn-expensecategory.ts';
import { msdynProject } from './msdyn-project.ts';
import { msdynProjectcontractsplitbillingrule } from './msdyn-projectcontractsplitbillingrule.ts';
import { msdynProjecttask } from './msdyn-projecttask.ts';
import { msdynProjectvendorinvoice } from './msdyn-projectvendorinvoice.ts';
import { msdynProjectvendorinvoiceline } from './msdyn-projectvendorinvoiceline.ts';
import { msdynTransactionconnection } from './msdyn-transactionconnection.ts';
import { platformTables } from './platform-tables.ts';
import { registrationTables } from './registration-tables.ts';
import { salesorder } from './salesorder.ts';
import { salesorderdetail } from './salesorderdetail.ts';
import { subcontracts } from './subcontracts.ts';
import type { Table } from './table.ts';

const tables: readonly Table[] = [
  ...platformTables,
  ...registrationTables,
  ...dualWriteTables,
  ...masterData,
  ...fiscalCalendar,
  salesorder,
  salesorderdetail,
  msdynProjectcontractsplitbillingrule,
  msdynProject,
  msdynProjecttask,
  msdynActual,
  msdynTransactionconnection,
  msdynContractlinescheduleofvalue,
  ...estimates,
  invoice,
  msdynExpensecategory,
  msdynExpense,
  msdynProjectvendorinvoice,
  msdynProjectvendorinvoiceline,
  ...subcontracts,
];

/** Every table, by logical name and by entity set. */
export const schema = {
  tables,
  byName: new Map(tables.map((table) => [table.name, table])),
  bySet: new Map(tables.map((table) => [table.set, table])),
} as const;
