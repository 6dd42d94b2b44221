import type { StoredRow } from '../store/stored-row.ts';
import type { Accounting } from './accounting.ts';
import type { StagingIndex } from './staging-index.ts';

/**
 * Why a staged row is one too many of its actual; undefined when it is the only one. Of two staged rows neither is
 * taken, because nothing tells which is right; a row of an actual that was imported is never taken. Texts are assumed.
 */
export function duplicateProblem(
  { imported }: Accounting,
  index: StagingIndex,
  row: StoredRow,
): string | undefined {
  const { ActualId = '' } = row.values;
  const before = imported.withId(ActualId);
  if (before !== undefined)
    return `Actual ${ActualId} has already been imported in company ${before.company}.`;
  const staged = index.rowsOf(ActualId);
  return staged.length > 1 ? `Actual ${ActualId} is staged ${staged.length} times.` : undefined;
}
