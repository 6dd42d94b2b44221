import type { ODataValue } from '../odata/value.ts';
import type { FieldProblem } from './transformed.ts';

/** A value in target form, or why it has none. */
export type Conversion = { readonly value: ODataValue } | Fault;

export interface Fault {
  readonly fault: Exclude<FieldProblem['kind'], 'empty'>;
  /** Continues "<column> <value>": what is wrong with the value. */
  readonly because: string;
  readonly hint: string;
}

/** A value that does not have the form of its own type: it did not come from the system that it is said to come from. */
export const wrongType = (expected: string): Fault => ({
  fault: 'wrong-type',
  because: `is not ${expected}`,
  hint: 'The column has another type than the table map says. Correct the map.',
});

/** The choice's integers were not read before the row was transformed. */
export const labelsNotRead = (labels: Readonly<Record<string, string>>): Fault => ({
  fault: 'unmapped-value',
  because: `has no integers yet for the labels ${Object.values(labels).join(', ')}`,
  hint: 'The labels are read from Dataverse before the map is used. Report this.',
});
