import Big from 'big.js';

const rounding: Big.RoundingMode = 1;
const limits = { Int32: [-(2n ** 31n), 2n ** 31n - 1n], Int64: [-(2n ** 63n), 2n ** 63n - 1n] } as const;

/** Storage is numeric(32,6): twenty-six digits before the point, six after. */
const realLimit = Big('1e26');

/**
 * Canonical text of a number for a property: all digits, no exponent, no trailing zeros; a Real is rounded to six places.
 *
 * @returns undefined when it does not fit.
 */
export function numberText(text: string, type: 'Real' | 'Int32' | 'Int64'): string | undefined {
  if (type === 'Real') {
    if (!/^-?\d+(\.\d+)?([eE][+-]?\d{1,3})?$/.test(text)) return undefined;
    const value = Big(text).round(6, rounding);
    return value.abs().gte(realLimit) ? undefined : withoutMinusZero(value.toFixed());
  }
  if (!/^-?\d{1,20}$/.test(text)) return undefined;
  const value = BigInt(text);
  const [low, high] = limits[type];
  return value < low || value > high ? undefined : value.toString();
}

const withoutMinusZero = (text: string): string => (/^-0(\.0+)?$/.test(text) ? '0' : text);
