import { parse } from 'lossless-json';

/**
 * Parses JSON whose numbers are small, such as a direction. Other than `JSON.parse` it does not drop one of two members of
 * the same name.
 *
 * @throws SyntaxError when the text is not JSON, or an object names one member twice with different values.
 */
export const parsePlainJson = (text: string): unknown => parse(text, null, { parseNumber: Number });
