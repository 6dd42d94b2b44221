import Big from 'big.js';
import { z } from 'zod';
import { emptyValues } from '../store/empty-values.ts';
import type { Values } from '../store/stored-row.ts';
import { enumerations } from '../schema/enumerations.ts';
import type { Accounting } from './accounting.ts';
import type { Action } from './action.ts';
import { doInTransaction } from './do-in-transaction.ts';
import { entityOf } from './entity-of.ts';
import { companyField, dayField, decimalField } from './fields.ts';
import { FinanceRefuses } from './finance-refuses.ts';
import { requireProject } from './require-project.ts';
import { requireRow } from './require-row.ts';

const lineSchema = z.object({
  /** ExpTransNumber; made from the report's number when absent. */
  id: z.string().optional(),
  costType: z.string().min(1),
  /** A line without project is not exported. */
  project: z.string().default(''),
  activity: z.string().default(''),
  date: dayField,
  currency: z.string().min(1),
  billingType: z.enum(enumerations.ProjBillingType).default('Chargeable'),
  /** Gross. */
  amount: decimalField,
  taxAmount: decimalField.default('0'),
  quantity: decimalField.default('1'),
  text: z.string().default(''),
  /** Lending company of an intercompany expense. */
  interCompany: z.string().default(''),
});

const inputSchema = z.object({
  company: companyField,
  number: z.string().min(1),
  lines: z.array(lineSchema).min(1),
});

type Line = z.infer<typeof lineSchema>;

/** Enters an expense report. Its project lines are seen in the export at once, as drafts (assumed). */
export const createExpenseReport: Action = (accounting, input) => {
  const { company, number, lines } = inputSchema.parse(input);
  const report = `${company}|${number}`;
  if (accounting.expenseReports.has(report))
    throw new FinanceRefuses(`Expense report ${number} already exists.`);
  const entity = entityOf('ProjExpensesExport');
  const rows = lines.flatMap((line, index) =>
    line.project === '' ? [] : [exported(accounting, company, line.id ?? `${number}-${index + 1}`, line)],
  );
  const done = doInTransaction(accounting, () => {
    for (const row of rows) accounting.store.insert(entity, { ...emptyValues(entity), ...row });
    return { result: { number, lines: rows.map((row) => row['ExpTransNumber']) } };
  });
  accounting.expenseReports.set(report, {
    lines: rows.map((row) => row['ExpTransNumber'] ?? ''),
    posted: false,
  });
  return done;
};

function exported({ store }: Accounting, company: string, id: string, line: Line): Values {
  const category = requireRow(
    store,
    'ProjExpenseCategoriesExport',
    { dataAreaId: company, CostType: line.costType },
    `Expense category ${line.costType} does not exist in company ${company}.`,
  );
  requireProject(store, company, line.project, line.activity);
  if (
    store.find(entityOf('ProjExpensesExport'), { ExpTransNumber: id, ReferenceDataAreaId: company }) !==
    undefined
  )
    throw new FinanceRefuses(`Expense ${id} already exists.`);
  return {
    ExpTransNumber: id,
    ReferenceDataAreaId: company,
    ProjId: line.project,
    ProjActivityNumber: line.activity,
    CostType: line.costType,
    TransactionCategoryId: category.values['TransactionCategoryId'] ?? '',
    TransDate: `${line.date}T12:00:00Z`,
    Quantity: Big(line.quantity).toFixed(),
    NetAmount: Big(line.amount).minus(line.taxAmount).toFixed(),
    TaxAmount: Big(line.taxAmount).toFixed(),
    Amount: Big(line.amount).toFixed(),
    ExchangeCode: line.currency,
    AdditionalInformation: line.text,
    BillingType: line.billingType,
    InterCompanyLE: line.interCompany,
  };
}
