import { z } from 'zod';
import type { Waiter } from '../ledger.ts';
import { escapeKey } from './escape-key.ts';
import { longTextColumns, readLongText } from './long-text.ts';
import type { Row } from './row.ts';
import { textColumns } from './text-columns.ts';

const columns = z
  .object({ parent: z.string(), record: z.string(), since: z.string(), etag: z.string() })
  .transform(({ etag, ...waiter }) => ({ ...waiter, version: etag }));

/** The row of a record that waits, in the partition of the parent it waits for. */
export const waiterRow = ({ parent, record, change, since }: Waiter): Row => ({
  partitionKey: escapeKey(parent),
  rowKey: escapeKey(record),
  ...textColumns({ parent, record, since }),
  ...longTextColumns('change', change),
});

/** @throws ZodError when the row was written by a version that this one does not understand. */
export const readWaiter = (row: Readonly<Record<string, unknown>>): Waiter => ({
  ...columns.parse(row),
  change: readLongText('change', row) ?? '',
});
