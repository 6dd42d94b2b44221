import { refusals } from '../web/refusals.ts';

/** System query options as text; `tag` and other plain parameters are left out. */
export type QueryOptions = ReadonlyMap<string, string>;

/**
 * Splits a query.
 * @throws WebApiError 400 for an option that the request does not know.
 */
export function readQueryOptions(query: string, known: readonly string[]): QueryOptions {
  const options = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (!name.startsWith('$')) continue;
    if (name === '$skip') throw refusals.badQuery('Skip Clause is not supported in CRM');
    if (!known.includes(name))
      throw refusals.badQuery(`The query parameter ${name} is not supported by this request.`);
    options.set(name, equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return options;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw refusals.badQuery(`The query is not well encoded: '${text}'.`);
  }
}
