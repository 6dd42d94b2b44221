import { inspect } from 'node:util';

/** Any thrown value as an Error: the worker, too, takes whatever is thrown for an error. */
export function ensureError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  return new Error(typeof thrown === 'string' ? thrown : inspect(thrown));
}
