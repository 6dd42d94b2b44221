import type { JsonValue } from './json-value.ts';
import { isJsonObject } from './is-json-object.ts';
import { parseJson } from './parse-json.ts';
import { UnreadableAnswerError } from './unreadable-answer-error.ts';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** One page of a collection. */
export interface Page {
  readonly rows: readonly JsonObject[];
  /** Address of the next page, to be followed as it is. */
  readonly nextLink?: string;
}

/** @throws UnreadableAnswerError when the text is no OData collection. */
export function readPage(text: string): Page {
  let body: JsonValue;
  try {
    body = parseJson(text);
  } catch (error) {
    throw new UnreadableAnswerError('The answer is not JSON.', { cause: error });
  }
  const value = isJsonObject(body) ? body['value'] : undefined;
  if (!isJsonObject(body) || !Array.isArray(value))
    throw new UnreadableAnswerError('The answer is no collection of rows.');
  const rows = (value as readonly JsonValue[]).filter(isJsonObject);
  if (rows.length !== value.length)
    throw new UnreadableAnswerError('The collection holds something that is no row.');
  const nextLink = body['@odata.nextLink'];
  return { rows, ...(typeof nextLink === 'string' ? { nextLink } : {}) };
}
