import { z } from 'zod';
import { enumerations } from '../schema/enumerations.ts';
import { emptyValues } from '../store/empty-values.ts';
import type { Action } from './action.ts';
import { doInTransaction } from './do-in-transaction.ts';
import { entityOf } from './entity-of.ts';
import { companyField, dayField, decimalField } from './fields.ts';
import { FinanceRefuses } from './finance-refuses.ts';

const configured = { result: {}, changes: [], businessEvents: [] };

const linePropertySchema = z.object({
  company: companyField,
  billingType: z.enum(enumerations.ProjBillingType),
  exists: z.boolean(),
});

/** Adds or removes the line property of a billing type in a company's project parameters. */
export const setLineProperty: Action = (accounting, input) => {
  const { company, billingType, exists } = linePropertySchema.parse(input);
  accounting.lineProperties.set(company, billingType, exists);
  return configured;
};

const periodSchema = z.object({ company: companyField, from: dayField, to: dayField, open: z.boolean() });

/** Opens or closes the ledger from one day to another. */
export const setPeriod: Action = (accounting, input) => {
  const { company, from, to, open } = periodSchema.parse(input);
  accounting.periods.set(company, from, to, open);
  return configured;
};

const rateSchema = z.object({ from: z.string().min(1), to: z.string().min(1), rate: decimalField });

/** Sets an exchange rate, one unit for one unit. */
export const setExchangeRate: Action = (accounting, input) => {
  const { from, to, rate } = rateSchema.parse(input);
  accounting.rates.set(from, to, rate);
  return configured;
};

const customerSchema = z.object({
  company: companyField,
  number: z.string().min(1),
  name: z.string().default(''),
});

/** Adds a customer to a company. */
export const createCustomer: Action = (accounting, input) => {
  const { company, number, name } = customerSchema.parse(input);
  const entity = entityOf('CustomersV3');
  const key = { dataAreaId: company, CustomerAccount: number };
  if (accounting.store.find(entity, key) !== undefined)
    throw new FinanceRefuses(`Customer account ${number} already exists.`);
  return doInTransaction(accounting, () => {
    accounting.store.insert(entity, { ...emptyValues(entity), ...key, OrganizationName: name });
    return { result: { number } };
  });
};
