import { z } from 'zod';
import type { Action } from './action.ts';
import { doInTransaction } from './do-in-transaction.ts';
import { entityOf } from './entity-of.ts';
import { companyField, dayField, decimalField } from './fields.ts';
import { postActual } from './post-actual.ts';

const inputSchema = z.object({
  company: companyField,
  accountingDate: dayField.optional(),
  /** Sales tax of every line, in percent. */
  taxPercent: decimalField.default('0'),
});

/** Posts all lines of the company's integration journal, or none when one of them is refused. */
export const postIntegrationJournal: Action = (accounting, input) => {
  const { company, accountingDate, taxPercent } = inputSchema.parse(input);
  const { store, imported } = accounting;
  const lines = [...store.rows(entityOf('ProjActualsImports'))].filter((row) => {
    const state = imported.of(row);
    return row.values['dataAreaId'] === company && state?.to === 'journal' && !state.posted;
  });
  const done = doInTransaction(accounting, () => {
    for (const row of lines) postActual(accounting, row, { company, accountingDate, taxPercent });
    return { result: { posted: lines.length } };
  });
  for (const row of lines) imported.markPosted(row);
  return done;
};
