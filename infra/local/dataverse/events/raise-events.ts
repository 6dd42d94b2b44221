import type { RowChange } from '../store/transaction.ts';
import type { Caller } from '../write/caller.ts';
import type { RaisedEvent } from './raised-event.ts';
import type { RegisteredStep } from './steps.ts';

const stateColumns = ['statecode', 'statuscode'];

/**
 * Which steps a commit sets off. An update that sets state columns and others is two updates: first the others, then
 * the state (special-update-operation-behavior, Microsoft Learn); each is measured against the filtering columns.
 */
export function raiseEvents(
  stepsOf: (table: string) => readonly RegisteredStep[],
  caller: Caller,
  changes: readonly RowChange[],
  nextOperationId: () => string,
  now: Date,
): RaisedEvent[] {
  if (caller.bypassAsync) return [];
  return changes.flatMap((change) => {
    const row = change.after ?? change.before;
    if (row === undefined) return [];
    const registered = stepsOf(change.table.name).filter(
      (step) => step.message === change.message && !caller.bypassSteps.includes(step.id),
    );
    if (registered.length === 0) return [];
    return updatesOf(change).flatMap((submitted) =>
      registered
        .filter((step) => fires(step, submitted))
        .map((step) => ({
          step,
          message: change.message,
          table: change.table,
          rowId: change.id,
          row,
          submitted,
          caller,
          operationId: nextOperationId(),
          createdOn: now,
        })),
    );
  });
}

function updatesOf(change: RowChange): (readonly string[])[] {
  if (change.message !== 'Update') return [change.submitted];
  const state = change.submitted.filter((name) => stateColumns.includes(name));
  const others = change.submitted.filter((name) => !stateColumns.includes(name));
  return [others, state].filter((columns) => columns.length > 0);
}

/** A filtering column needs to be in the request; whether its value changed does not matter. */
const fires = (step: RegisteredStep, submitted: readonly string[]): boolean =>
  step.message !== 'Update' ||
  step.filteringAttributes === undefined ||
  step.filteringAttributes.length === 0 ||
  step.filteringAttributes.some((name) => submitted.includes(name));
