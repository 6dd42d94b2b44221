import type { HttpRequest } from '@azure/functions';

/**
 * How many function keys a request carries, in its header and its query. The Functions host has looked at one of them only.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/function-keys-how-to
 */
export const keysGiven = ({ headers, query }: HttpRequest): number =>
  // Headers of one name arrive as one text; no key holds a comma.
  (headers.get('x-functions-key')?.split(',').length ?? 0) + query.getAll('code').length;
