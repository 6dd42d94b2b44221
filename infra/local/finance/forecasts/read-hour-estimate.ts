import type { StoredRow } from '../store/stored-row.ts';
import type { EstimateLine } from './estimate-line.ts';
import { firstGuid } from './first-guid.ts';

/** Reads a row of ProjEstimateHoursImport. */
export function readHourEstimate({ values }: StoredRow): EstimateLine {
  const importId = values['EstimateHoursImportId'] ?? '';
  return {
    importId,
    estimate: importId,
    side: 'Both',
    forecast: {
      kind: 'Hour',
      project: values['ProjectId'] ?? '',
      activity: values['ActivityNumber'] ?? '',
      category: values['TransactionCategoryId'] ?? '',
      item: '',
      role: values['ResourceCategoryId'] ?? '',
      resource: firstGuid(values['ProjCDSResourceId']),
      date: values['StartDate'] ?? '',
      quantity: values['Duration'] ?? '0',
      costAmount: values['PlannedCostAmount'] ?? '0',
      salesAmount: values['PlannedSalesAmount'] ?? '0',
      currency: '',
    },
  };
}
