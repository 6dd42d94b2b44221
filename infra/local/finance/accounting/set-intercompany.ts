import { z } from 'zod';
import type { Action } from './action.ts';
import { companyField } from './fields.ts';
import { FinanceRefuses } from './finance-refuses.ts';
import { requireRow } from './require-row.ts';

const inputSchema = z.object({
  lending: companyField,
  borrowing: companyField,
  /** Vendor account that stands for the lending company in the borrowing one. */
  vendor: z.string().min(1),
  exists: z.boolean().default(true),
});

/** Sets up, or takes away, the intercompany relationship between two legal entities. */
export const setIntercompany: Action = (accounting, input) => {
  const { exists, ...relation } = inputSchema.parse(input);
  const { lending, borrowing, vendor } = relation;
  if (lending === borrowing) throw new FinanceRefuses(`Legal entity ${lending} cannot trade with itself.`);
  for (const company of [lending, borrowing])
    requireRow(
      accounting.store,
      'LegalEntities',
      { LegalEntityId: company },
      `The company '${company}' does not exist.`,
    );
  requireRow(
    accounting.store,
    'VendorsV2',
    { dataAreaId: borrowing, VendorAccountNumber: vendor },
    `Vendor account ${vendor} does not exist in company ${borrowing}.`,
  );
  accounting.intercompany.set(relation, exists);
  return { result: {}, changes: [], businessEvents: [] };
};
