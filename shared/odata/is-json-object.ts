import { isLosslessNumber } from 'lossless-json';
import type { JsonValue } from './json-value.ts';

/** Whether JSON that was read exactly is an object: neither array nor number. */
export function isJsonObject(
  value: JsonValue | undefined,
): value is { readonly [member: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}
