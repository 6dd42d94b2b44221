import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';

/** Milestone of a contract line; both date columns are always filled. */
export const msdynContractlinescheduleofvalue = defineTable({
  name: 'msdyn_contractlinescheduleofvalue',
  set: 'msdyn_contractlinescheduleofvalues',
  id: 'msdyn_contractlinescheduleofvalueid',
  primaryName: 'msdyn_name',
  owned: 'user',
  columns: {
    msdyn_name: columnOf.text(100),
    msdyn_amount: columnOf.money(),
    msdyn_invoicestatus: columnOf.choice({
      192350000: 'Not Ready',
      192350001: 'Ready',
      192350002: 'Customer Invoice Created',
      192350003: 'Customer Invoice Posted',
    }),
    msdyn_invoicedate: columnOf.userLocal(),
    msdyn_milestonedate: columnOf.timeZoneIndependent(),
    msdyn_contractlineid: columnOf.text(100),
    msdyn_contract: columnOf.lookup('salesorder', 'msdyn_Contract', { whenDeleted: 'cascade' }),
    msdyn_project: columnOf.lookup('msdyn_project', 'msdyn_Project'),
    msdyn_projecttask: columnOf.lookup('msdyn_projecttask', 'msdyn_ProjectTask'),
  },
});
