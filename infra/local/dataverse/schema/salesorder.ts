import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import { options } from './options.ts';

/** Project contract. Navigation properties of the platform's own look-ups are lower case. */
export const salesorder = defineTable({
  name: 'salesorder',
  set: 'salesorders',
  id: 'salesorderid',
  primaryName: 'name',
  owned: 'user',
  columns: {
    name: columnOf.text(300),
    ordernumber: columnOf.text(100),
    msdyn_salesordernumber: columnOf.text(100),
    paymenttermscode: columnOf.choice(options.paymentTerms),
    msdyn_ordertype: columnOf.choice({ 192350000: 'Item', 192350001: 'Work' }),
    description: columnOf.memo(2000),
    totalamount: columnOf.money({ creatable: false, updatable: false }),
    customerid: columnOf.lookupToOneOf({ account: 'customerid_account', contact: 'customerid_contact' }),
    msdyn_owningcompany: columnOf.lookup('cdm_company', 'msdyn_OwningCompany', { assumed: true }),
  },
});
