import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';
import { billingTypes, classifications, transactionTypes } from '../option-values.ts';

/** Cost and sales lines of one estimate are two rows; Finance makes one item forecast of them. */
export default defineTableMap(
  'msdyn_estimateline',
  'ProjForecastSalesImportEntity',
  ({ toFinance, openToFinance }) => ({
    name: 'Project integration table for material estimates',
    version: '1.0.0.4',
    area: 'estimates-actuals',
    kind: 'master',
    setEvidence: 'inferred',
    identity: 'dataverse',
    fields: [
      toFinance('msdyn_project.msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'inferred'),
      toFinance('msdyn_estimatelineid', 'ImportId', 'assumed', {
        note: "What fills this key is not published; the line's own id does, so that the key is known before the create.",
      }),
      toFinance('msdyn_estimatelineid', 'ForecastLineId', 'inferred'),
      toFinance('msdyn_project.msdyn_projectnumber', 'ProjId', 'inferred', { required: true }),
      toFinance('msdyn_task.msdyn_activitynumber', 'ActivityNumber', 'inferred'),
      toFinance('msdyn_product.msdyn_productnumber', 'ItemId', 'inferred', {
        note: 'Finance wants an item number; the documented column for it is msdyn_itemnumber, other maps send msdyn_productnumber.',
      }),
      toFinance('msdyn_description', 'Comment', 'inferred'),
      toFinance('msdyn_transactiontypecode', 'TransType', 'inferred', {
        values: { Cost: transactionTypes.cost, Sales: transactionTypes.unbilledSales },
      }),
      toFinance('msdyn_billingtype', 'BillingType', 'inferred', {
        values: billingTypes,
      }),
      toFinance('transactioncurrencyid.isocurrencycode', 'Currency', 'inferred'),
      toFinance('msdyn_quantity', 'SalesQty', 'inferred'),
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
    ],
    toFinance: {
      filter: {
        text: 'msdyn_transactionclassification eq 192350002',
        when: when.equals('msdyn_transactionclassification', classifications.material),
        evidence: 'inferred',
        exit: 'delete',
      },
      references: [
        { kind: 'parent', lookup: 'msdyn_project', map: 'Projects V2' },
        { kind: 'parent', lookup: 'msdyn_task', map: 'Project tasks' },
        { kind: 'parent', lookup: 'msdyn_transactioncategory', map: 'Project transaction categories' },
        { kind: 'reference-only', property: 'ItemId', table: 'product' },
      ],
      findBy: 'ForecastLineId',
      deletes: 'propagate',
    },
    project: { company: 'dataAreaId', number: 'ProjId' },
    openPairs: [
      openToFinance(
        'ForecastLineIdOrigin',
        'Pairs the cost and the sales line of one estimate; not published.',
      ),
      openToFinance('ItemDescription', 'Text of a write-in product; its column is not published.'),
      openToFinance('ContractLineId'),
    ],
  }),
);
