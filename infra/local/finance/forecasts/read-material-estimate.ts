import type { StoredRow } from '../store/stored-row.ts';
import { amountOfSide } from './amount-of-side.ts';
import type { EstimateLine } from './estimate-line.ts';
import { firstGuid } from './first-guid.ts';
import { sideOf } from './side-of.ts';

/** Reads a row of ProjForecastSalesImport; its amount is quantity times price (assumed). */
export function readMaterialEstimate({ values }: StoredRow): EstimateLine {
  const importId = values['ImportId'] ?? '';
  const quantity = values['SalesQty'] ?? '0';
  const side = sideOf(values['TransType']);
  return {
    importId,
    estimate: firstGuid(values['ForecastLineIdOrigin'], values['ForecastLineId'], importId),
    side,
    forecast: {
      kind: 'Item',
      project: values['ProjId'] ?? '',
      activity: values['ActivityNumber'] ?? '',
      category: values['TransactionCategoryId'] ?? '',
      item: values['ItemId'] ?? '',
      role: '',
      resource: '',
      date: values['StartDate'] ?? '',
      quantity,
      ...amountOfSide(side, quantity, values['Price']),
      currency: values['Currency'] ?? '',
    },
  };
}
