import Big from 'big.js';
import { isLosslessNumber, LosslessNumber } from 'lossless-json';
import type { ODataValue } from '../odata/value.ts';
import { wrongType, type Conversion } from './conversion.ts';

const smallest = { 32: Big(-2).pow(31), 64: Big(-2).pow(63) } as const;

/** A whole number of 32 or 64 bits, in plain notation. */
export function wholeNumber(value: ODataValue, bits: 32 | 64): Conversion {
  const lower = smallest[bits];
  if (!isLosslessNumber(value)) return wrongType('a number');
  const number = Big(value.toString());
  if (!number.eq(number.round()) || number.lt(lower) || number.gte(lower.neg()))
    return wrongType(`a whole number of ${bits} bits`);
  return { value: new LosslessNumber(number.toFixed()) };
}
