import { parse } from 'lossless-json';
import type { JsonValue } from './json-value.ts';

/**
 * Parses JSON without losing a digit: every number becomes a `LosslessNumber`.
 *
 * @throws SyntaxError when the text is not JSON, or an object names one member twice with different values.
 */
export function parseJson(text: string): JsonValue {
  return parse(text) as JsonValue;
}
