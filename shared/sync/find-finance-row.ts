import { explain } from '../causes/explain.ts';
import type { ODataValue, Row } from '../odata/value.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import type { ToFinance } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import type { Attempt } from './attempt.ts';
import type { ReadRow } from './counterpart.ts';
import { ProblemError } from './problem.ts';
import type { Sync } from './sync.ts';

/**
 * The Finance row of a record: under the key that it was written to, else by its unique source id where the map names
 * one, else by its key.
 *
 * @param wanted the row in Finance's form, key included.
 * @throws ProblemError (rejected) when several rows carry the source id; CounterpartError.
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
  if (companyColumn !== undefined) where[companyColumn] = key[companyColumn] ?? null;
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
  return found[0] ?? 'absent';
}
