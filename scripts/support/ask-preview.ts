import { frozenListHash } from '../../shared/support/frozen-list-hash.ts';
import type { Preview } from '../../shared/support/preview.ts';
import type { Arguments } from './read-arguments.ts';
import { callApi } from './call-api.ts';
import { findRecord } from './find-record.ts';

export interface Previewed {
  readonly items: readonly Preview[];
  readonly hash: string;
}

/**
 * The preview of what was typed: a document, records by their names, or all open records that fit the filters, page by
 * page.
 *
 * @throws ApiError.
 */
export async function askPreview(
  { connection, names, options, query }: Arguments,
  progress: (line: string) => void,
): Promise<Previewed> {
  const ask = (body: unknown) =>
    callApi<Previewed & { readonly next?: string }>(connection, 'POST', 'preview', body);
  if (options['document'] !== undefined) {
    const { preview } = await findRecord(connection, options['document']);
    return ask({ document: preview.record });
  }
  if (names.length > 0) {
    const found = await Promise.all(names.map((name) => findRecord(connection, name)));
    return ask({ records: found.map(({ record }) => record) });
  }
  const items: Preview[] = [];
  let after: string | undefined;
  do {
    const page = await ask({ query, ...(after === undefined ? {} : { after }) });
    items.push(...page.items);
    after = page.next;
    if (after !== undefined) progress(`${items.length.toLocaleString('en-US')} records compared …`);
  } while (after !== undefined);
  return { items, hash: frozenListHash(items) };
}
