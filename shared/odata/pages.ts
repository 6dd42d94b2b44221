import type { Counterpart, ReadRow, ScanAsked, ScannedPage } from '../sync/counterpart.ts';

/**
 * Every page of a scan, one asked for after the other.
 *
 * @param at where an earlier scan for the same goes on; from the first page where it is not given.
 */
export async function* pages(
  counterpart: Pick<Counterpart, 'page'>,
  asked: ScanAsked,
  at?: string,
): AsyncGenerator<ScannedPage> {
  let next = at;
  do {
    const answered = await counterpart.page(next, ...asked);
    yield answered;
    next = answered.next;
  } while (next !== undefined);
}

/** The same, as the rows alone. */
export async function* rowsOfPages(
  counterpart: Pick<Counterpart, 'page'>,
  ...asked: ScanAsked
): AsyncGenerator<readonly ReadRow[]> {
  for await (const { rows } of pages(counterpart, asked)) yield rows;
}
