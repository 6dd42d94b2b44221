import type { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { UnreadableAnswerError } from './unreadable-answer-error.ts';

/**
 * The body of a success, in the form that is expected of it.
 *
 * @throws UnreadableAnswerError when it is not JSON, or has another form: something in between answered, or the address is
 * another system's.
 */
export function parseAnswer<T>(text: string, form: z.ZodType<T>): T {
  let body: unknown;
  try {
    body = parseJson(text);
  } catch (error) {
    throw new UnreadableAnswerError('The answer is not JSON.', { cause: error });
  }
  const parsed = form.safeParse(body);
  if (!parsed.success)
    throw new UnreadableAnswerError('The answer has another form than expected.', { cause: parsed.error });
  return parsed.data;
}
