import { validateWriteFailed } from '../odata/refusals.ts';
import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import type { Store } from '../store/store.ts';
import type { Values } from '../store/stored-row.ts';

/** What speaks against deleting a row, by set: rows of that set that name it by these properties. All assumed. */
const inUseBy: Readonly<Record<string, readonly { readonly set: string; readonly by: Values }[]>> = {
  ProjectsV2: [
    { set: 'ProjActualsImports', by: { ProjectId: 'ProjectId', ProjectDataAreaId: 'dataAreaId' } },
  ],
  ProjectFundingSources: [
    { set: 'ProjActualsImports', by: { FundingSource: 'FundingSourceId', dataAreaId: 'dataAreaId' } },
    {
      set: 'ProjectInvoiceProposalsV2',
      by: { FundingSourceId: 'FundingSourceId', dataAreaId: 'dataAreaId' },
    },
  ],
};

/** @throws Refusal when transactions exist for the row. */
export function validateDelete(store: Store, entity: Entity, row: Values): void {
  for (const { set, by } of inUseBy[entity.set] ?? []) {
    const users = entities.get(set);
    if (users === undefined) continue;
    for (const { values } of store.rows(users))
      if (Object.entries(by).every(([property, own]) => values[property] === row[own]))
        throw validateWriteFailed(
          entity,
          `The record cannot be deleted: transactions exist in ${users.label}.`,
        );
  }
}
