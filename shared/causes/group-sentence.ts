import { causes, type Cause } from './causes.ts';
import { whoCures } from './cure.ts';

/**
 * One line for a group of open records of the same cause: how many, what keeps them, who can cure it and how.
 *
 * @param cause undefined: the records were written before causes were kept.
 */
export function groupSentence(cause: Cause | undefined, count: number): string {
  const records = count === 1 ? '1 record' : `${count} records`;
  if (cause === undefined) return `${records}: the cause is not known. Open one of them and read its text.`;
  const { means, remedy, cure } = causes[cause];
  return `${records}: ${means} ${remedy} It can be cured by ${whoCures(cure)}.`;
}
