import { z } from 'zod';
import type { KeyRow } from '../ledger.ts';
import { escapeKey } from './escape-key.ts';
import { numberColumn } from './number-column.ts';
import { outcomes } from './outcomes.ts';
import type { Row } from './row.ts';
import { textColumns } from './text-columns.ts';

const columns = z.object({
  key: z.string(),
  outcome: z.enum([...outcomes, 'started', 'folded']),
  attempt: z.number(),
  sequenceNumber: z.string(),
  at: z.string(),
});

/** Row key of the row of an idempotency key, in its record's partition. */
export const keyRowKey = (key: string): string => `k:${escapeKey(key)}`;

/** The `k:` row of an idempotency key. */
export const keyRow = (record: string, { key, outcome, attempt, sequenceNumber, at }: KeyRow): Row => ({
  partitionKey: escapeKey(record),
  rowKey: keyRowKey(key),
  ...textColumns({ key, outcome, sequenceNumber, at }),
  attempt: numberColumn(attempt),
});

/** @throws ZodError when the row was written by a version that this one does not understand. */
export const readKeyRow = (row: Readonly<Record<string, unknown>>): KeyRow => columns.parse(row);
