import type { StoredRow } from '../store/stored-row.ts';
import { amountOfSide } from './amount-of-side.ts';
import type { EstimateLine } from './estimate-line.ts';
import { firstGuid } from './first-guid.ts';
import { sideOf } from './side-of.ts';

/** Reads a row of ProjEstimateExpensesImports; its amount is quantity times price (assumed). */
export function readExpenseEstimate({ values }: StoredRow): EstimateLine {
  const importId = values['EstimateExpensesImportId'] ?? '';
  const quantity = values['Quantity'] ?? '0';
  const side = sideOf(values['TransType']);
  return {
    importId,
    estimate: firstGuid(values['OriginEstimateLineId'], values['EstimateLineId'], importId),
    side,
    forecast: {
      kind: 'Expense',
      project: values['ProjectId'] ?? '',
      activity: values['ActivityNumber'] ?? '',
      category: values['TransactionCategoryId'] ?? '',
      item: '',
      role: values['ResourceCategoryId'] ?? '',
      resource: firstGuid(values['ProjCDSResourceId']),
      date: values['StartDate'] ?? '',
      quantity,
      ...amountOfSide(side, quantity, values['Price']),
      currency: values['CurrencyId'] ?? '',
    },
  };
}
