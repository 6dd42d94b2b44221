import type { Conversion } from './conversion.ts';

/** Cuts a text where the map asks for it; a character of two units is never cut in half. */
export function cut(converted: Conversion, length: number | undefined): Conversion {
  if (length === undefined || !('value' in converted) || typeof converted.value !== 'string')
    return converted;
  return { value: Array.from(converted.value).slice(0, length).join('') };
}
