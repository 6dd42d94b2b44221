import Big from 'big.js';
import { isLosslessNumber, LosslessNumber } from 'lossless-json';
import type { ODataValue } from '../odata/value.ts';
import { wrongType, type Conversion } from './conversion.ts';

export interface NumberLimits {
  /** Most digits after the point. */
  readonly places: number;
  /** Most digits that count, leading and trailing zeros left out. */
  readonly digits: number;
  /** Who keeps no more than that: `Finance`. */
  readonly keeper: string;
}

/** A number in plain notation with every digit it has; refused where the target would round it. */
export function exactNumber(value: ODataValue, { places, digits, keeper }: NumberLimits): Conversion {
  if (!isLosslessNumber(value)) return wrongType('a number');
  const number = Big(value.toString());
  const text = number.toFixed();
  const [, decimals = ''] = text.split('.');
  if (decimals.length > places || number.c.length > digits)
    return {
      fault: 'not-exact',
      because: `has ${decimals.length} decimals and ${number.c.length} digits; ${keeper} keeps ${places} and ${digits}, and would round it`,
      hint: 'Enter a value with fewer digits, then replay.',
    };
  return { value: new LosslessNumber(text) };
}
