import type { HttpRequest } from '@azure/functions';
import type { z } from 'zod';
import { RequestError } from './request-error.ts';

/** The body of a call. @throws RequestError (400) naming each part that is not as it must be. */
export async function readBody<Schema extends z.ZodType>(
  request: HttpRequest,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const read = schema.safeParse(await readJson(request));
  if (read.success) return read.data;
  throw new RequestError(400, faults(read.error));
}

/** The body of a call as JSON; undefined where it is none. */
export const readJson = (request: HttpRequest): Promise<unknown> => request.json().catch(() => undefined);

/** What is wrong with a body, each fault with the place it is at. */
export const faults = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
