import type { Conversion } from './conversion.ts';

/**
 * Cuts a text where the map asks for it. Length is counted in UTF-16 units, as both databases count it, assumed(text-length-unit); a
 * character of two units is never cut in half.
 */
export function cut(converted: Conversion, length: number | undefined): Conversion {
  if (length === undefined || !('value' in converted) || typeof converted.value !== 'string')
    return converted;
  const text = converted.value.slice(0, length);
  return { value: isHalfPair(text.charCodeAt(text.length - 1)) ? text.slice(0, -1) : text };
}

const isHalfPair = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
