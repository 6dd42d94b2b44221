import type { Change } from '../messaging/change.ts';
import type { Problem } from './problem.ts';

/**
 * The change as its next attempt carries it. Only transient failures of the record count towards giving it up: however
 * long it waited for something or a system was away, the first failure afterwards starts a chain of its own.
 */
export function nextAttempt(change: Change, problem: Pick<Problem, 'kind'>): Change {
  const attempt = Number(change.attempt) + 1;
  const base =
    problem.kind === 'transient'
      ? Number(change.base)
      : Math.max(Number(change.base), attempt - uncountedTries);
  return { ...change, attempt: String(attempt), base: String(base) };
}

/** Delays grow over so many tries at most while nothing is counted. */
const uncountedTries = 4;
