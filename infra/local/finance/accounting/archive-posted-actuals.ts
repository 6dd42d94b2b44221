import { z } from 'zod';
import type { Action } from './action.ts';
import { entityOf } from './entity-of.ts';
import { companyField } from './fields.ts';

const inputSchema = z.object({ company: companyField });

/** Finance moves posted rows of the staging to history tables: they vanish from the set, and no event says so. */
export const archivePostedActuals: Action = (accounting, input) => {
  const { company } = inputSchema.parse(input);
  const { store, imported } = accounting;
  const entity = entityOf('ProjActualsImports');
  const posted = [...store.rows(entity)].filter(
    (row) => row.values['dataAreaId'] === company && imported.of(row)?.posted === true,
  );
  store.transaction(() => {
    for (const row of posted) store.remove(entity, row);
  });
  return { result: { archived: posted.length }, changes: [], businessEvents: [] };
};
