import Big from 'big.js';
import { isLosslessNumber } from 'lossless-json';

const number = /^-?\d+(\.\d+)?$/;

/** Whether a stored value is the expected one: numbers by value, dates by the part that is expected, all else exactly. */
export function sameText(stored: unknown, expected: string): boolean {
  const text = textOf(stored);
  if (number.test(text) && number.test(expected)) return Big(text).eq(Big(expected));
  if (/^\d{4}-\d{2}-\d{2}$/.test(expected)) return text.startsWith(expected);
  return text === expected;
}

/** Exact numbers print as their digits; nothing else that a row holds is an object. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string'
    ? value
    : isLosslessNumber(value)
      ? value.toString()
      : JSON.stringify(value);
};
