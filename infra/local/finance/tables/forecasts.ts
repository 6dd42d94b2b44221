import type { Accounting } from '../accounting/accounting.ts';
import type { TableRow } from './table-row.ts';

/** Forecasts that the import of estimates made. */
export const forecasts = (accounting: Accounting): readonly TableRow[] =>
  Array.from(accounting.forecasts.values(), (forecast) => ({
    dataAreaId: forecast.company,
    ForecastId: forecast.id,
    ForecastType: forecast.kind,
    ProjectId: forecast.project,
    ActivityNumber: forecast.activity,
    TransactionCategoryId: forecast.category,
    ItemId: forecast.item,
    ResourceCategoryId: forecast.role,
    ProjCDSResourceId: forecast.resource,
    ForecastDate: forecast.date,
    Quantity: forecast.quantity,
    CostAmount: forecast.costAmount,
    SalesAmount: forecast.salesAmount,
    CurrencyCode: forecast.currency,
  }));
