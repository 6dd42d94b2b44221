import { entity } from './entity.ts';
import { company, date, enumOf, int32, real, text } from './property.ts';

/** Exports of expense categories and expenses; OData reads them only. */
export const expense = [
  entity({
    set: 'ProjExpenseCategoriesExport',
    type: 'ProjExpenseCategoryExport',
    physical: 'ProjExpenseCategoryExportEntity',
    table: 'TrvCostType',
    label: 'Project Operations integration project expense categories export entity',
    tableId: 18830,
    key: ['dataAreaId', 'CostType'],
    properties: {
      dataAreaId: company,
      CostType: text,
      CostTxt: text,
      TransactionCategoryId: text,
      ExpType: enumOf('TrvExpType'),
      IsInactive: enumOf('NoYes'),
    },
    refuses: ['create', 'update', 'delete'],
  }),
  entity({
    set: 'ProjExpensesExport',
    type: 'ProjExpenseExport',
    physical: 'ProjExpenseExportEntity',
    table: 'TrvExpTrans',
    label: 'Project Operations integration project expenses export entity',
    tableId: 18831,
    key: ['ExpTransNumber', 'ReferenceDataAreaId'],
    properties: {
      ExpTransNumber: text,
      ReferenceDataAreaId: text,
      ProjTransId: text,
      ProjId: text,
      ProjActivityNumber: text,
      CostType: text,
      TransactionCategoryId: text,
      TransDate: date,
      Quantity: real,
      NetAmount: real,
      TaxAmount: real,
      Amount: real,
      ExchangeCode: text,
      AdditionalInformation: text,
      BillingType: enumOf('ProjBillingType'),
      InterCompanyLE: text,
      ProjCostTransExists: int32,
    },
    refuses: ['create', 'update', 'delete'],
  }),
];
