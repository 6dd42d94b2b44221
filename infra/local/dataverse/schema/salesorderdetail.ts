import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import { options } from './options.ts';

/** Project contract line. */
export const salesorderdetail = defineTable({
  name: 'salesorderdetail',
  set: 'salesorderdetails',
  id: 'salesorderdetailid',
  primaryName: 'productdescription',
  owned: 'user',
  columns: {
    productdescription: columnOf.memo(500),
    sequencenumber: columnOf.integer({ minimum: '0' }),
    msdyn_linetype: columnOf.choice({ 690970000: 'Project Service Line', 690970001: 'Field Service Line' }),
    msdyn_billingmethod: columnOf.choice(options.billingMethod),
    msdyn_includetime: columnOf.boolean(),
    msdyn_includeexpense: columnOf.boolean(),
    msdyn_includematerial: columnOf.boolean(),
    msdyn_includefee: columnOf.boolean(),
    priceperunit: columnOf.money(),
    quantity: columnOf.decimal(10),
    extendedamount: columnOf.money(),
    salesorderid: columnOf.lookup('salesorder', 'salesorderid', { whenDeleted: 'cascade' }),
    msdyn_project: columnOf.lookup('msdyn_project', 'msdyn_Project'),
  },
});
