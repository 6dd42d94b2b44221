import { columnOf } from './column-of.ts';
import { defineTable } from './define-table.ts';
import { options } from './options.ts';

/** Funding source: a contract customer. */
export const msdynProjectcontractsplitbillingrule = defineTable({
  name: 'msdyn_projectcontractsplitbillingrule',
  set: 'msdyn_projectcontractsplitbillingrules',
  id: 'msdyn_projectcontractsplitbillingruleid',
  primaryName: 'msdyn_name',
  owned: 'user',
  columns: {
    msdyn_name: columnOf.text(100),
    msdyn_projectcontractsplitbillingrulenumber: columnOf.text(100),
    msdyn_paymentterms: columnOf.choice(options.paymentTerms),
    msdyn_splitpercentage: columnOf.decimal(2, { assumed: true }),
    msdyn_projectcontractid: columnOf.lookup('salesorder', 'msdyn_ProjectContractId', {
      whenDeleted: 'cascade',
    }),
    /** The customer look-up is not named by any public source. */
    msdyn_contractcustomer: columnOf.lookup('account', 'msdyn_ContractCustomer', { assumed: true }),
  },
});
