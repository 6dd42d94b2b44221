import { explain } from '../causes/explain.ts';
import type { TableMap, ToFinance } from '../table-map/table-map.ts';
import type { Attempt } from './attempt.ts';
import { ProblemError } from './problem.ts';

/** Finance cannot rename a key: a second row under the new number would leave the first one behind. */
export function assertSameKey(map: TableMap, rules: ToFinance, { state }: Attempt, key: string): void {
  if (
    rules.target === 'write-back' ||
    rules.findBy !== undefined ||
    !state.appliedOnce ||
    state.counterpartKey === undefined ||
    state.counterpartKey === key
  )
    return;
  throw new ProblemError({
    kind: 'rejected',
    uncertain: false,
    failure: explain('key-changed', {
      code: 'key-changed',
      message: `The row was written to ${map.finance.set} as ${state.counterpartKey} and is now called ${key}.`,
      hint: 'Give the row its old number again, then replay.',
    }),
  });
}

/** A posted staging row that Finance has archived looks like one that was never written. */
export function assertMayCreateInFinance(map: TableMap, attempt: Attempt, key: string): void {
  if (map.toFinance?.target === 'write-back')
    throw new ProblemError({
      kind: 'rejected',
      uncertain: false,
      failure: explain('archived-or-deleted', {
        code: 'source-row-gone',
        message: `${map.finance.set} ${key}, which Dataverse mirrors, does not exist in Finance any more.`,
        hint: 'An accountant decides: cancel the row in Dataverse, or discard this.',
      }),
    });
  if (map.kind === 'master' || !attempt.state.appliedOnce) return;
  throw new ProblemError({
    kind: 'rejected',
    uncertain: false,
    failure: explain('archived-or-deleted', {
      code: 'archived-or-deleted',
      message: `${map.finance.set} ${key} was written before and is not in Finance any more: archived after posting, or deleted.`,
      hint: 'It is never made again by itself. An accountant decides: discard this, or enter a correction in Finance.',
    }),
  });
}
