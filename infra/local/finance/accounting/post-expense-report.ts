import { z } from 'zod';
import type { Action } from './action.ts';
import { doInTransaction } from './do-in-transaction.ts';
import { entityOf } from './entity-of.ts';
import { companyField } from './fields.ts';
import { FinanceRefuses } from './finance-refuses.ts';
import { requireProject } from './require-project.ts';
import { requireRow } from './require-row.ts';

const inputSchema = z.object({ company: companyField, number: z.string().min(1) });

/** Posts an expense report: its lines get a project transaction and ProjCostTransExists 1 (polarity assumed). */
export const postExpenseReport: Action = (accounting, input) => {
  const { company, number } = inputSchema.parse(input);
  const { store, periods, numbers, expenseReports } = accounting;
  const report = expenseReports.get(`${company}|${number}`);
  if (report === undefined) throw new FinanceRefuses(`Expense report ${number} does not exist.`);
  if (report.posted) throw new FinanceRefuses(`Expense report ${number} has already been posted.`);
  const done = doInTransaction(accounting, () => {
    for (const line of report.lines) {
      const key = { ExpTransNumber: line, ReferenceDataAreaId: company };
      const row = requireRow(store, 'ProjExpensesExport', key, `Expense ${line} does not exist.`);
      const { TransDate = '', ProjId = '', ProjActivityNumber = '' } = row.values;
      periods.requireOpen(company, TransDate);
      requireProject(store, company, ProjId, ProjActivityNumber);
      store.update(entityOf('ProjExpensesExport'), row, {
        ProjTransId: numbers.next('PT'),
        ProjCostTransExists: '1',
      });
    }
    return { result: { posted: report.lines.length } };
  });
  expenseReports.set(`${company}|${number}`, { ...report, posted: true });
  return done;
};
