import Big from 'big.js';
import { z } from 'zod';
import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from '../accounting/accounting.ts';
import type { Action } from '../accounting/action.ts';
import { entityOf } from '../accounting/entity-of.ts';
import type { EstimateLine } from './estimate-line.ts';
import { estimateProblem } from './estimate-problem.ts';
import { companyField } from '../accounting/fields.ts';
import type { Forecast } from './forecast.ts';
import { readExpenseEstimate } from './read-expense-estimate.ts';
import { readHourEstimate } from './read-hour-estimate.ts';
import { readMaterialEstimate } from './read-material-estimate.ts';

const inputSchema = z.object({ company: companyField });

const staging = [
  ['ProjEstimateHoursImport', readHourEstimate],
  ['ProjEstimateExpensesImports', readExpenseEstimate],
  ['ProjForecastSalesImport', readMaterialEstimate],
] as const;

/**
 * Makes the company's forecasts what its staged estimates say: the cost and the sales line of an estimate become one
 * forecast, an hour estimate becomes an hour forecast, a forecast without staged lines goes. An estimate that is refused
 * keeps the forecast that it had (assumed).
 */
export const importEstimates: Action = (accounting, input) => {
  const { company } = inputSchema.parse(input);
  const estimates = Map.groupBy(
    staging.flatMap(([set, read]) => rowsOf(accounting, set, company).map(read)),
    ({ forecast, estimate }) => `${company}|${forecast.kind}|${estimate}`,
  );
  const { forecasts, store } = accounting;
  const gone = [...forecasts].filter(
    ([key, forecast]) => forecast.company === company && !estimates.has(key),
  );
  for (const [key] of gone) forecasts.delete(key);
  const refused: { readonly importId: string; readonly text: string }[] = [];
  for (const [key, lines] of estimates) {
    const text = estimateProblem(store, company, lines);
    const forecast = forecastOf(company, lines);
    if (text !== undefined) refused.push(...lines.map(({ importId }) => ({ importId, text })));
    else if (forecast !== undefined) forecasts.set(key, forecast);
  }
  const kept = [...forecasts.values()].filter((forecast) => forecast.company === company);
  return {
    result: { forecasts: kept.length, removed: gone.length, refused },
    changes: [],
    businessEvents: [],
  };
};

const rowsOf = ({ store }: Accounting, set: string, company: string): readonly StoredRow[] =>
  [...store.rows(entityOf(set))].filter((row) => row.values['dataAreaId'] === company);

/** One forecast of both sides; what they share comes from the cost line, when there is one. */
function forecastOf(company: string, lines: readonly EstimateLine[]): Forecast | undefined {
  const leading = lines.find(({ side }) => side !== 'Sales') ?? lines[0];
  if (leading === undefined) return undefined;
  const sum = (side: 'costAmount' | 'salesAmount'): string =>
    lines.reduce((total, { forecast }) => total.plus(forecast[side]), Big(0)).toFixed();
  return {
    ...leading.forecast,
    company,
    id: leading.estimate,
    costAmount: sum('costAmount'),
    salesAmount: sum('salesAmount'),
  };
}
