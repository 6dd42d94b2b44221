import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

export default defineTableMap(
  'msdyn_expensecategory',
  'ProjExpenseCategoryExportEntity',
  ({ toDataverse, openToDataverse }) => ({
    name: 'Project Operations integration project expense categories export entity',
    version: '1.0.0.1',
    area: 'expense',
    kind: 'master',
    setEvidence: 'inferred',
    identity: 'finance',
    fields: [
      toDataverse('msdyn_name', 'CostTxt', 'inferred', {
        required: true,
        note: 'Whether the map takes CostTxt or CostType is not published.',
      }),
      toDataverse('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'assumed', { required: true }),
      toDataverse(
        'msdyn_expensecategoryuid.msdyn_transactioncategorynumber',
        'TransactionCategoryId',
        'inferred',
      ),
      toDataverse('msdyn_expensetype', 'ExpType', 'inferred', {
        values: {
          Hotel: 192350000,
          CarRental: 192350001,
          Meals: 192350002,
          Airline: 192350003,
          Entertainment: 192350004,
          Gift: 192350005,
          Conference: 192350006,
        },
      }),
      toDataverse('statecode', 'IsInactive', 'inferred', { values: { No: 0, Yes: 1 } }),
    ],
    toDataverse: {
      posted: { text: 'every category', when: when.everything, evidence: 'documented' },
      target: { kind: 'mirror' },
      findBy: ['msdyn_name', 'msdyn_owningcompany'],
      deletes: 'propagate',
    },
    openPairs: [
      openToDataverse(
        'CostType',
        'The column that holds the id of the category is not published, so existing rows are found by name and company.',
      ),
    ],
    open: [
      'ExpType Empty, Expense, Advance, Allowance, Transport, Personal: no option of msdyn_expensetype is known for them; such a category is refused until a pair is added.',
      'msdyn_receiptrequired: a required column whose default in the map is not published.',
      "The entity's physical name is not published; only data events need it.",
    ],
  }),
);
