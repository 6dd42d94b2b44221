import type { FinanceEntity } from '../column-types.ts';
import { noYes, projBillingType } from './enumerations.ts';

/** Exports of expense categories and expenses. */
export const expense = {
  // The entity's name is assumed(entity-names).
  ProjExpenseCategoryExportEntity: {
    set: 'ProjExpenseCategoriesExport',
    key: ['dataAreaId', 'CostType'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      CostType: 'string',
      CostTxt: 'string',
      TransactionCategoryId: 'string',
      ExpType: {
        enum: [
          'Empty',
          'Expense',
          'Advance',
          'Allowance',
          'Transport',
          'Personal',
          'Airline',
          'CarRental',
          'Conference',
          'Entertainment',
          'Hotel',
          'Meals',
          'Gift',
        ],
      },
      IsInactive: noYes,
    },
  },
  ProjExpenseExportEntity: {
    set: 'ProjExpensesExport',
    key: ['ExpTransNumber', 'ReferenceDataAreaId'],
    company: 'ReferenceDataAreaId',
    properties: {
      ExpTransNumber: 'string',
      ReferenceDataAreaId: 'string',
      ProjTransId: 'string',
      ProjId: 'string',
      ProjActivityNumber: 'string',
      CostType: 'string',
      TransactionCategoryId: 'string',
      TransDate: 'date',
      Quantity: 'real',
      NetAmount: 'real',
      TaxAmount: 'real',
      Amount: 'real',
      ExchangeCode: 'string',
      AdditionalInformation: 'string',
      BillingType: projBillingType,
      InterCompanyLE: 'string',
      ProjCostTransExists: 'int32',
    },
  },
} as const satisfies Readonly<Record<string, FinanceEntity>>;
