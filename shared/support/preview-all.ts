import pMap from 'p-map';
import type { Sync } from '../sync/sync.ts';
import type { Area } from '../table-map/area.ts';
import { frozenListHash } from './frozen-list-hash.ts';
import { preview, type Preview } from './preview.ts';

/** Enough for reads to be joined, few enough for the ledger to answer each in time. */
const mostAtOnce = 48;

export interface PreviewedList {
  readonly items: readonly Preview[];
  /** Of the frozen list: its records in their order, and what was seen of each. */
  readonly hash: string;
}

/** Previews of many records, in their order. @throws LedgerError. */
export async function previewAll(
  sync: Sync,
  records: readonly { readonly area: Area; readonly record: string }[],
): Promise<PreviewedList> {
  const items = await pMap(records, ({ area, record }) => preview(sync, area, record), {
    concurrency: mostAtOnce,
  });
  return { items, hash: frozenListHash(items) };
}
