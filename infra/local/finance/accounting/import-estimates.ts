import Big from 'big.js';
import { z } from 'zod';
import type { StoredRow, Values } from '../store/stored-row.ts';
import { emptyGuid } from '../store/empty-values.ts';
import type { Accounting } from './accounting.ts';
import type { Action } from './action.ts';
import { doInTransaction } from './do-in-transaction.ts';
import { entityOf } from './entity-of.ts';
import { companyField } from './fields.ts';
import { FinanceRefuses } from './finance-refuses.ts';
import { internalTable } from './internal-table.ts';
import { requireProject } from './require-project.ts';

const inputSchema = z.object({ company: companyField });

/** A staged estimate in the words of all three staging tables. */
interface Estimate {
  readonly kind: 'Hour' | 'Expense' | 'Item';
  readonly id: string;
  /** Id of the line that it is paired with, its own where it is none's counterpart. */
  readonly pair: string;
  readonly side: 'Cost' | 'Sales' | 'Both';
  readonly project: string;
  readonly activity: string;
  readonly category: string;
  readonly quantity: string;
  readonly cost: string;
  readonly sales: string;
}

interface Refused {
  readonly id: string;
  readonly text: string;
}

/**
 * Makes the forecasts of a company anew from its staged estimates: cost and sales line of one estimate become one
 * forecast. What names an unknown project, activity or category stays staged and is reported. Texts are assumed.
 */
export const importEstimates: Action = (accounting, input) => {
  const { company } = inputSchema.parse(input);
  const { store } = accounting;
  const refused: Refused[] = [];
  const estimates = staged(accounting, company).filter((estimate) => {
    const problem = problemOf(accounting, company, estimate);
    if (problem !== undefined) refused.push({ id: estimate.id, text: problem });
    return problem === undefined;
  });
  const forecasts = internalTable('Forecasts');
  return doInTransaction(accounting, () => {
    for (const row of [...store.rows(forecasts)])
      if (row.values['dataAreaId'] === company) store.remove(forecasts, row);
    const pairs = [...Map.groupBy(estimates, ({ kind, pair }) => `${kind}|${pair}`).values()];
    for (const pair of pairs) store.insert(forecasts, forecastOf(company, pair));
    return { result: { forecasts: pairs.length, refused } };
  });
};

function forecastOf(company: string, lines: readonly Estimate[]): Values {
  const [first] = lines;
  if (first === undefined) throw new Error('A forecast needs a line');
  const sum = (of: (line: Estimate) => string): string =>
    lines.reduce((total, line) => total.plus(of(line)), Big(0)).toFixed();
  const price = (side: Estimate['side'], of: (line: Estimate) => string): string =>
    lines.find((line) => line.side === side || line.side === 'Both') === undefined
      ? ''
      : sum((line) => (line.side === side || line.side === 'Both' ? of(line) : '0'));
  const amount = (value: string): string =>
    value === '' || first.kind === 'Hour' ? value : Big(value).times(first.quantity).toFixed();
  const [CostPrice, SalesPrice] = [price('Cost', (line) => line.cost), price('Sales', (line) => line.sales)];
  return {
    dataAreaId: company,
    Kind: first.kind,
    ForecastId: first.pair,
    ProjectId: first.project,
    ActivityNumber: first.activity,
    CategoryId: first.category,
    Quantity: Big(first.quantity).toFixed(),
    CostPrice,
    SalesPrice,
    CostAmount: amount(CostPrice),
    SalesAmount: amount(SalesPrice),
  };
}

function staged({ store }: Accounting, company: string): readonly Estimate[] {
  const rows = (set: string): readonly StoredRow[] =>
    [...store.rows(entityOf(set))].filter((row) => row.values['dataAreaId'] === company);
  const side = (values: Values): Estimate['side'] => (values['TransType'] === 'Sales' ? 'Sales' : 'Cost');
  const paired = (own = '', origin = ''): string => (origin === '' || origin === emptyGuid ? own : origin);
  return [
    ...rows('ProjEstimateHoursImport').map(({ values }): Estimate => ({
      kind: 'Hour',
      id: values['EstimateHoursImportId'] ?? '',
      pair: values['EstimateHoursImportId'] ?? '',
      side: 'Both',
      project: values['ProjectId'] ?? '',
      activity: values['ActivityNumber'] ?? '',
      category: values['TransactionCategoryId'] ?? '',
      quantity: values['Duration'] ?? '0',
      cost: values['PlannedCostAmount'] ?? '0',
      sales: values['PlannedSalesAmount'] ?? '0',
    })),
    ...rows('ProjEstimateExpensesImports').map(({ values }): Estimate => ({
      kind: 'Expense',
      id: values['EstimateLineId'] ?? '',
      pair: paired(values['EstimateLineId'], values['OriginEstimateLineId']),
      side: side(values),
      project: values['ProjectId'] ?? '',
      activity: values['ActivityNumber'] ?? '',
      category: values['TransactionCategoryId'] ?? '',
      quantity: values['Quantity'] ?? '0',
      cost: values['Price'] ?? '0',
      sales: values['Price'] ?? '0',
    })),
    ...rows('ProjForecastSalesImport').map(({ values }): Estimate => ({
      kind: 'Item',
      id: values['ForecastLineId'] ?? '',
      pair: paired(values['ForecastLineId'], values['ForecastLineIdOrigin']),
      side: side(values),
      project: values['ProjId'] ?? '',
      activity: values['ActivityNumber'] ?? '',
      category: values['TransactionCategoryId'] ?? '',
      quantity: values['SalesQty'] ?? '0',
      cost: values['Price'] ?? '0',
      sales: values['Price'] ?? '0',
    })),
  ];
}

function problemOf({ store }: Accounting, company: string, estimate: Estimate): string | undefined {
  try {
    requireProject(store, company, estimate.project, estimate.activity);
  } catch (error) {
    if (error instanceof FinanceRefuses) return error.message;
    throw error;
  }
  const known =
    estimate.category === '' ||
    store.find(entityOf('ProjectTransactionCategories'), { CategoryId: estimate.category }) !== undefined;
  return known ? undefined : `Transaction category ${estimate.category} does not exist.`;
}
