import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import { options } from './options.ts';
import type { Table } from './table.ts';

/** Tables of the hour, expense and material estimates, with the columns that their maps name. */
export const estimates: readonly Table[] = [
  defineTable({
    name: 'msdyn_estimateline',
    set: 'msdyn_estimatelines',
    id: 'msdyn_estimatelineid',
    primaryName: 'msdyn_description',
    owned: 'user',
    columns: {
      msdyn_description: columnOf.text(100),
      msdyn_transactiontypecode: columnOf.choice(options.transactionType),
      msdyn_transactionclassification: columnOf.choice(options.transactionClassification),
      msdyn_billingtype: columnOf.choice(options.billingType),
      msdyn_quantity: columnOf.decimal(10),
      msdyn_price: columnOf.money(),
      msdyn_amount: columnOf.money(),
      msdyn_startdatetime: columnOf.userLocal(),
      msdyn_enddatetime: columnOf.userLocal(),
      msdyn_project: columnOf.lookup('msdyn_project', 'msdyn_Project', { whenDeleted: 'cascade' }),
      msdyn_task: columnOf.lookup('msdyn_projecttask', 'msdyn_Task'),
      msdyn_product: columnOf.lookup('product', 'msdyn_Product'),
      msdyn_unit: columnOf.lookup('uom', 'msdyn_Unit'),
      msdyn_transactioncategory: columnOf.lookup('msdyn_transactioncategory', 'msdyn_TransactionCategory'),
      msdyn_resourcecategory: columnOf.lookup('bookableresourcecategory', 'msdyn_ResourceCategory'),
      msdyn_bookableresource: columnOf.lookup('bookableresource', 'msdyn_bookableresource'),
      /** The line that this one belongs with: cost and sales of one estimate. */
      msdyn_originestimateline: columnOf.lookup('msdyn_estimateline', 'msdyn_OriginEstimateLine', {
        assumed: true,
      }),
    },
  }),
  defineTable({
    name: 'msdyn_projectteam',
    set: 'msdyn_projectteams',
    id: 'msdyn_projectteamid',
    primaryName: 'msdyn_name',
    owned: 'user',
    columns: {
      msdyn_name: columnOf.text(100),
      msdyn_project: columnOf.lookup('msdyn_project', 'msdyn_project', { whenDeleted: 'cascade' }),
      msdyn_resourcecategory: columnOf.lookup('bookableresourcecategory', 'msdyn_resourcecategory'),
    },
  }),
  defineTable({
    name: 'msdyn_resourceassignment',
    set: 'msdyn_resourceassignments',
    id: 'msdyn_resourceassignmentid',
    primaryName: 'msdyn_name',
    owned: 'user',
    columns: {
      msdyn_name: columnOf.text(100),
      msdyn_fromdate: columnOf.userLocal(),
      msdyn_todate: columnOf.userLocal(),
      msdyn_hours: columnOf.decimal(10),
      msdyn_plannedcost: columnOf.money(),
      msdyn_plannedsales: columnOf.money(),
      msdyn_projectid: columnOf.lookup('msdyn_project', 'msdyn_projectid', { whenDeleted: 'cascade' }),
      msdyn_taskid: columnOf.lookup('msdyn_projecttask', 'msdyn_taskid', { whenDeleted: 'cascade' }),
      msdyn_bookableresourceid: columnOf.lookup('bookableresource', 'msdyn_bookableresourceid'),
      msdyn_projectteamid: columnOf.lookup('msdyn_projectteam', 'msdyn_projectteamid'),
    },
  }),
];
