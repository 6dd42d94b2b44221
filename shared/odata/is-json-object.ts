import { isLosslessNumber } from 'lossless-json';
import type { JsonValue } from './json-value.ts';

export function isJsonObject(
  value: JsonValue | undefined,
): value is { readonly [member: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}
