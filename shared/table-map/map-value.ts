import { LosslessNumber } from 'lossless-json';
import type { ODataValue } from '../odata/value.ts';
import type { Conversion } from './conversion.ts';
import type { DataverseType } from './table-map.ts';

/** Finance enum member → Dataverse option, flag, or ''. */
export type Pairs = Readonly<Record<string, string>>;

/**
 * A Dataverse option or flag as the Finance enum member of a closed value map. NoYes has no third value, so an empty
 * flag is what false is.
 */
export function memberOf(value: ODataValue, from: DataverseType, pairs: Pairs): Conversion {
  const option = value === null || value === '' ? (from === 'boolean' ? 'false' : '') : String(value);
  const pair = Object.entries(pairs).find(([, listed]) => listed === option);
  return pair === undefined ? notListed(Object.values(pairs)) : { value: pair[0] };
}

/** A Finance enum member as the Dataverse option or flag of a closed value map. */
export function optionOf(member: ODataValue, to: DataverseType, pairs: Pairs): Conversion {
  if (member === null) return { value: null };
  const option = Object.hasOwn(pairs, String(member)) ? pairs[String(member)] : undefined;
  if (option === undefined) return notListed(Object.keys(pairs));
  if (option === '') return { value: null };
  return { value: to === 'boolean' ? option === 'true' : new LosslessNumber(option) };
}

const notListed = (listed: readonly string[]): Conversion => ({
  fault: 'unmapped-value',
  because: `is not in the value map (${listed.map((value) => (value === '' ? 'empty' : value)).join(', ')})`,
  hint: 'Correct the value in its row, or add the pair to the table map; then replay.',
});
