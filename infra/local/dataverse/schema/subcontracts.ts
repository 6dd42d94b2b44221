import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import { options } from './options.ts';
import type { Table } from './table.ts';

const assumed = { assumed: true } as const;

/**
 * Subcontracts and their lines. Only the tables, and the labels of the status reasons, are public: every column of their
 * own and every integer is assumed.
 */
export const subcontracts: readonly Table[] = [
  defineTable({
    name: 'msdyn_subcontract',
    set: 'msdyn_subcontracts',
    id: 'msdyn_subcontractid',
    primaryName: 'msdyn_name',
    owned: 'user',
    statuses: {
      1: { label: 'Draft', state: 0 },
      192350000: { label: 'Confirmed', state: 0 },
      2: { label: 'Closed', state: 1 },
      192350001: { label: 'Canceled', state: 1 },
    },
    columns: {
      msdyn_subcontractnumber: columnOf.text(100, assumed),
      msdyn_name: columnOf.text(100, assumed),
      msdyn_subcontractdate: columnOf.dateOnly(assumed),
      msdyn_vendor: columnOf.lookup('account', 'msdyn_Vendor', assumed),
      msdyn_project: columnOf.lookup('msdyn_project', 'msdyn_Project', assumed),
      msdyn_owningcompany: columnOf.lookup('cdm_company', 'msdyn_OwningCompany', assumed),
    },
  }),
  defineTable({
    name: 'msdyn_subcontractline',
    set: 'msdyn_subcontractlines',
    id: 'msdyn_subcontractlineid',
    primaryName: 'msdyn_name',
    owned: 'user',
    columns: {
      msdyn_subcontractlinenumber: columnOf.text(100, assumed),
      msdyn_name: columnOf.text(100, assumed),
      msdyn_writeinname: columnOf.text(100, assumed),
      msdyn_linetype: columnOf.choice({ 192350000: 'Quantity based', 192350001: 'Work based' }, assumed),
      msdyn_transactionclassification: columnOf.choice(options.transactionClassification, assumed),
      msdyn_quantity: columnOf.decimal(10, assumed),
      msdyn_price: columnOf.money(assumed),
      msdyn_deliverydate: columnOf.dateOnly(assumed),
      msdyn_subcontract: columnOf.lookup('msdyn_subcontract', 'msdyn_Subcontract', {
        ...assumed,
        whenDeleted: 'cascade',
      }),
      msdyn_project: columnOf.lookup('msdyn_project', 'msdyn_Project', assumed),
      msdyn_task: columnOf.lookup('msdyn_projecttask', 'msdyn_Task', assumed),
      msdyn_resourcecategory: columnOf.lookup('bookableresourcecategory', 'msdyn_ResourceCategory', assumed),
      msdyn_transactioncategory: columnOf.lookup(
        'msdyn_transactioncategory',
        'msdyn_TransactionCategory',
        assumed,
      ),
      msdyn_product: columnOf.lookup('product', 'msdyn_Product', assumed),
      msdyn_unit: columnOf.lookup('uom', 'msdyn_Unit', assumed),
    },
  }),
];
