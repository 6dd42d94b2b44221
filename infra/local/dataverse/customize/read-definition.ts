import type { z } from 'zod';
import { refusals } from '../web/refusals.ts';
import type { WebRequest } from '../web/web-request.ts';

/**
 * Reads the body of a request that changes metadata.
 * @throws WebApiError 400 where it is no JSON, or a member is missing or wrong.
 */
export function readDefinition<T>({ body }: WebRequest, form: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw refusals.badDefinition('The body is not JSON.');
  }
  const parsed = form.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusals.badDefinition(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`);
}
