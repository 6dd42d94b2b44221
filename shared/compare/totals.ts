import Big from 'big.js';
import { monthOfDay, type PeriodOfDay } from '../periods/period-of-day.ts';
import type { Comparison } from './comparison.ts';

/** Sum of one money column over a project, legal entity and period: decimal text, on both sides. */
export interface Total {
  readonly map: string;
  readonly column: string;
  readonly company: string;
  readonly project: string;
  /** Calendar month, YYYY-MM, or fiscal period, `2026/Period 10`. */
  readonly period: string;
  readonly dataverse: string;
  readonly finance: string;
  readonly difference: string;
}

export interface Totals {
  add(row: Comparison): void;
  all(): readonly Total[];
}

/** Adds money up exactly; what it holds grows with projects and periods, not with rows. */
export function totals(periodOf: PeriodOfDay = monthOfDay): Totals {
  const sums = new Map<string, { readonly names: readonly string[]; dataverse: Big; finance: Big }>();
  return {
    add({ map, company = '', project = '', date = '', amounts }) {
      for (const { column, dataverse = '0', finance = '0' } of amounts) {
        const names = [map, column, company, project, date === '' ? '' : periodOf(date)];
        const name = JSON.stringify(names);
        const sum = sums.get(name) ?? { names, dataverse: new Big(0), finance: new Big(0) };
        sum.dataverse = sum.dataverse.plus(dataverse);
        sum.finance = sum.finance.plus(finance);
        sums.set(name, sum);
      }
    },
    all: () =>
      [...sums.values()].map(({ names, dataverse, finance }) => {
        const [map = '', column = '', company = '', project = '', period = ''] = names;
        const texts = { dataverse: dataverse.toFixed(), finance: finance.toFixed() };
        return {
          map,
          column,
          company,
          project,
          period,
          ...texts,
          difference: dataverse.minus(finance).toFixed(),
        };
      }),
  };
}
