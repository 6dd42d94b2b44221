import { attentionPath } from './attention-path.ts';
import { filtersOf } from './filters-of.ts';

/**
 * What a page of the console asks the API for as soon as it is drawn; the browser is told to ask at once, before any
 * script. Pure.
 *
 * @param page path under the console's address; empty for the first page.
 * @returns paths under the console's `api/`.
 */
export function earlyCalls(page: string, address: URLSearchParams): readonly string[] {
  if (page === '') return ['me', attentionPath(filtersOf(address))];
  return page === 'overview' ? ['me', 'overview'] : ['me'];
}
