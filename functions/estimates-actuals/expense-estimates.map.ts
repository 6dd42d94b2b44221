import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';
import { billingTypes, classifications, transactionTypes } from '../option-values.ts';

/** Cost and sales lines of one estimate are two rows; Finance makes one forecast of them. */
export default defineTableMap(
  'msdyn_estimateline',
  'ProjCDSEstimateExpensesImportEntity',
  ({ toFinance, openToFinance }) => ({
    name: 'Project Operations integration entity for expense estimates',
    version: '1.0.0.3',
    area: 'estimates-actuals',
    kind: 'master',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [
      toFinance('msdyn_project.msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'inferred'),
      toFinance('msdyn_estimatelineid', 'EstimateExpensesImportId', 'assumed', {
        note: "What fills this key is not published; the line's own id does, so that the key is known before the create.",
      }),
      toFinance('msdyn_estimatelineid', 'EstimateLineId', 'inferred'),
      toFinance('msdyn_project.msdyn_projectnumber', 'ProjectId', 'inferred', { required: true }),
      toFinance('msdyn_task.msdyn_activitynumber', 'ActivityNumber', 'inferred'),
      toFinance('msdyn_description', 'Description', 'inferred'),
      toFinance('msdyn_transactiontypecode', 'TransType', 'inferred', {
        values: { Cost: transactionTypes.cost, Sales: transactionTypes.unbilledSales },
      }),
      toFinance('msdyn_billingtype', 'BillingType', 'inferred', {
        values: billingTypes,
      }),
      toFinance('transactioncurrencyid.isocurrencycode', 'CurrencyId', 'inferred'),
      toFinance('msdyn_quantity', 'Quantity', 'inferred'),
      toFinance('msdyn_price', 'Price', 'inferred'),
      toFinance(
        'msdyn_transactioncategory.msdyn_transactioncategorynumber',
        'TransactionCategoryId',
        'inferred',
      ),
      toFinance('msdyn_startdatetime', 'StartDate', 'inferred', {
        note: 'An instant: Finance gets its UTC day.',
      }),
      toFinance('msdyn_enddatetime', 'EndDate', 'inferred', { note: 'As StartDate.' }),
      toFinance('msdyn_resourcecategory.msdyn_resourcecategorynumber', 'ResourceCategoryId', 'inferred'),
      toFinance('msdyn_bookableresource', 'ProjCDSResourceId', 'inferred', {
        note: 'msdyn_bookableresource.bookableresourceid: the id that the look-up holds.',
      }),
    ],
    toFinance: {
      filter: {
        text: 'msdyn_transactionclassification eq 192350001',
        when: when.equals('msdyn_transactionclassification', classifications.expense),
        evidence: 'inferred',
        exit: 'delete',
      },
      references: [
        { kind: 'parent', lookup: 'msdyn_project', map: 'Projects V2' },
        { kind: 'parent', lookup: 'msdyn_task', map: 'Project tasks' },
        { kind: 'parent', lookup: 'msdyn_transactioncategory', map: 'Project transaction categories' },
      ],
      findBy: 'EstimateLineId',
      deletes: 'propagate',
    },
    project: { company: 'dataAreaId', number: 'ProjectId' },
    openPairs: [
      openToFinance(
        'OriginEstimateLineId',
        'Pairs the cost and the sales line of one estimate; not published.',
      ),
      openToFinance(
        'ContractLineId',
        'Version 1.0.0.2 added the contract line; its column is not published.',
      ),
    ],
  }),
);
