import type { FieldProblem } from './transformed.ts';

/** The problem of a column that must be filled and is not. */
export const emptyProblem = (source: string, target: string): FieldProblem => ({
  kind: 'empty',
  source,
  target,
  value: '',
  message: `${source} is empty, and ${target} needs a value.`,
  hint: `Fill ${source}; this record then goes on by itself.`,
});
