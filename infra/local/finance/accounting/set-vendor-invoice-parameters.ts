import { z } from 'zod';
import type { Action } from './action.ts';
import { companyField } from './fields.ts';

const inputSchema = z.object({
  company: companyField,
  /** "Block vendor payments till PM confirmation". */
  paymentHold: z.boolean().optional(),
  /** "Manual verification by PM is required". */
  manualVerification: z.boolean().optional(),
});

/** Sets a company's parameters for vendor invoices; what is absent stays. Manual verification counts for invoices entered, the hold for invoices posted afterwards. */
export const setVendorInvoiceParameters: Action = (accounting, input) => {
  const { company, paymentHold, manualVerification } = inputSchema.parse(input);
  const { vendorInvoiceParameters: parameters } = accounting;
  const now = parameters.get(company);
  const next = {
    paymentHold: paymentHold ?? now?.paymentHold ?? false,
    manualVerification: manualVerification ?? now?.manualVerification ?? false,
  };
  parameters.set(company, next);
  return { result: next, changes: [], businessEvents: [] };
};
