import { defineTableMap } from '../../shared/table-map/define-table-map.ts';

/** Finance makes four shared categories of each: hours, fees, items, expenses (five with on-account from 10.0.41). */
export default defineTableMap(
  'msdyn_transactioncategory',
  'ProjTransactionCategoryEntity',
  ({ toFinance }) => ({
    name: 'Project transaction categories',
    version: '1.0.0.0',
    area: 'setup-configuration',
    kind: 'master',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [
      toFinance('msdyn_transactioncategorynumber', 'CategoryId', 'inferred'),
      toFinance('msdyn_name', 'Name', 'inferred'),
    ],
    toFinance: { deletes: 'propagate' },
    open: ['Project categories per legal entity are made in Finance by hand.'],
  }),
);
