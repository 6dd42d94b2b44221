import { explain } from '../causes/explain.ts';
import { missingCause } from '../causes/missing-cause.ts';
import type { ODataValue } from '../odata/value.ts';
import { dataverseTableRef } from '../table-map/dataverse-table-ref.ts';
import { referenceHint } from '../table-map/reference-hint.ts';
import type { LookupKey } from '../table-map/transformed.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/**
 * Finds the one Dataverse row that a look-up must point to. Parts of its key that are rows themselves (the company of
 * a project) are found first. Answers are not kept: a row that is missing now may be there in a minute.
 *
 * @param column the look-up column, for the error.
 * @returns the id of the row.
 * @throws ProblemError (waiting) when no row matches, (rejected) when several do; both name table and values.
 */
export async function resolveLookup(sync: Sync, column: string, key: LookupKey): Promise<string> {
  const where: Record<string, ODataValue> = {};
  await Promise.all(
    Object.entries(key.where).map(async ([name, value]) => {
      where[name] = isKey(value) ? await resolveLookup(sync, column, value) : value;
    }),
  );
  const table = dataverseTableRef(key.table);
  const found = await sync.dataverse.find(table, where, []);
  const [only] = found;
  const described = describe(key);
  if (only === undefined)
    throw new ProblemError({
      kind: 'waiting',
      uncertain: false,
      failure: explain(missingCause(key.table, column), {
        code: 'reference-missing',
        field: column,
        message: `${described} does not exist in Dataverse.`,
        hint:
          referenceHint(key.table, column) ??
          'Create or synchronise it there; this record then goes on by itself.',
      }),
    });
  if (found.length > 1)
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: explain(key.table === 'msdyn_projecttask' ? 'activity-ambiguous' : 'reference-ambiguous', {
        code: 'reference-ambiguous',
        field: column,
        message: `${described} names more than one row in Dataverse.`,
        hint: 'Make the number unique there, then replay.',
      }),
    });
  const id = only.key[Object.keys(table.key)[0] ?? ''];
  return String(id);
}

const isKey = (value: ODataValue | LookupKey): value is LookupKey =>
  typeof value === 'object' && value !== null && 'where' in value;

/** `msdyn_project msdyn_projectnumber P-1, cdm_company cdm_companycode usmf`, for a person. */
function describe(key: LookupKey): string {
  const parts = Object.entries(key.where).map(([name, value]) =>
    isKey(value) ? describe(value) : `${name} ${String(value)}`,
  );
  return `${key.table} ${parts.join(', ')}`;
}
