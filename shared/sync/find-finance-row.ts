import { explain } from '../causes/explain.ts';
import type { ODataValue, Row } from '../odata/value.ts';
import { canonicalKey } from '../table-map/canonical-key.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import { sourceIdProperty } from '../table-map/source-id-property.ts';
import type { ToFinance } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import type { Attempt } from './attempt.ts';
import { writtenBefore } from './claim-counterpart.ts';
import type { ReadRow } from './counterpart.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/**
 * The Finance row of a record: under the key that it was written to, else by its unique source id where the map names
 * one, else by its key.
 *
 * @param wanted the row in Finance's form, key included.
 * @throws ProblemError (rejected) when several rows carry the source id, or one that an attempt in doubt wrote in another
 * company; CounterpartError.
 */
export async function findFinanceRow(
  sync: Sync,
  attempt: Attempt,
  rules: ToFinance,
  wanted: Row,
  key: Row,
  columns: readonly string[],
): Promise<ReadRow | 'absent'> {
  const { finance } = tableRefs(attempt.map);
  if (rules.target === 'upsert' && attempt.state.counterpartKey !== undefined) {
    const known = parseCanonicalKey(attempt.state.counterpartKey, attempt.map.finance.key);
    const row = await sync.finance.read(finance, known, columns);
    if (row !== undefined) return row;
  }
  if (rules.findBy === undefined) return (await sync.finance.read(finance, key, columns)) ?? 'absent';
  const companyColumn = attempt.map.finance.company;
  const where: Record<string, ODataValue> = { [rules.findBy]: wanted[rules.findBy] ?? null };
  // Where an attempt may have written it, its company may have changed since: it carries its source's id in any company.
  const anywhere = attempt.inDoubt && sourceIdProperty(attempt.map) !== undefined;
  if (companyColumn !== undefined && !anywhere) where[companyColumn] = key[companyColumn] ?? null;
  const found = await sync.finance.find(finance, where, columns);
  if (found.length > 1)
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: explain('doubled-in-finance', {
        code: 'doubled-in-finance',
        field: rules.findBy,
        message: `Finance holds several rows of ${attempt.map.finance.set} with ${rules.findBy} ${String(wanted[rules.findBy])}.`,
        hint: 'An accountant removes the doubled row, then replay.',
      }),
    });
  const [row] = found;
  if (row === undefined) return 'absent';
  if (companyColumn !== undefined && !sameText(row.key[companyColumn], key[companyColumn]))
    throw writtenBefore(
      canonicalKey(row.key, attempt.map.finance.key),
      canonicalKey(key, attempt.map.finance.key),
    );
  return row;
}

const sameText = (one: ODataValue | undefined, other: ODataValue | undefined): boolean =>
  String(one ?? '').toLowerCase() === String(other ?? '').toLowerCase();
