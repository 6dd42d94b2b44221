import type { JsonValue } from './json-value.ts';
import { parseJson } from './parse-json.ts';
import { UnreadableEventError } from './unreadable-event-error.ts';

/**
 * Reads an event's body as UTF-8 JSON, whatever its Content-Type said. A byte order mark is skipped, and a byte that
 * is not UTF-8 becomes U+FFFD: a display text in somebody's code page must not cost the event.
 *
 * @throws UnreadableEventError naming `body`.
 */
export function parseEvent(bytes: Uint8Array): JsonValue {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '') throw new UnreadableEventError('body', 'is empty');
  try {
    return parseJson(text);
  } catch (error) {
    // Besides SyntaxError: nesting deeper than the stack ends in RangeError.
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableEventError('body', `is not JSON (${reason})`, { cause: error });
  }
}
