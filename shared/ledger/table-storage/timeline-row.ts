import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TimelineRow } from '../ledger.ts';
import { escapeKey } from './escape-key.ts';
import { failureColumns, readFailure } from './failure-columns.ts';
import { invertedTime } from './inverted-time.ts';
import { longTextColumns, readLongText } from './long-text.ts';
import { numberColumn } from './number-column.ts';
import { outcomes } from './outcomes.ts';
import type { Row } from './row.ts';
import { textColumns } from './text-columns.ts';

const columns = z.object({
  at: z.string(),
  key: z.string(),
  attempt: z.number(),
  origin: z.string(),
  direction: z.enum(['to-finance', 'to-dataverse']),
  outcome: z.enum([...outcomes, 'started', 'folded', 'lost']),
  reason: z.string().exactOptional(),
  milliseconds: z.coerce.number().exactOptional(),
});

const changedFields = z.array(z.string());

/**
 * Row key of a timeline row: newest first.
 *
 * @param at ISO time of the entry; the service's clock has whole seconds, so `entry` orders within one.
 * @param entry number of the entry among those of its record.
 * @param id tells a write of our own, whose answer was lost, from somebody else's.
 */
export function timelineRowKey(at: string, entry: number, id: string): string {
  const invertedEntry = String(2_147_483_647 - entry).padStart(10, '0');
  return `t:${invertedTime(at)}-${invertedEntry}-${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
}

/** The `t:` row of one attempt. */
export const timelineRow = (record: string, rowKey: string, row: TimelineRow): Row => ({
  partitionKey: escapeKey(record),
  rowKey,
  ...textColumns({
    at: row.at,
    key: row.key,
    origin: row.origin,
    direction: row.direction,
    outcome: row.outcome,
    reason: row.reason,
  }),
  ...failureColumns(row.failure),
  ...(row.changedFields === undefined
    ? {}
    : longTextColumns('changedFields', JSON.stringify(row.changedFields))),
  ...(row.milliseconds === undefined ? {} : { milliseconds: numberColumn(row.milliseconds) }),
  attempt: numberColumn(row.attempt),
});

/** @throws ZodError when the row was written by a version that this one does not understand. */
export function readTimelineRow(row: Readonly<Record<string, unknown>>): TimelineRow {
  const failure = readFailure(row);
  const changed = readLongText('changedFields', row);
  return {
    ...columns.parse(row),
    ...(failure === undefined ? {} : { failure }),
    ...(changed === undefined ? {} : { changedFields: changedFields.parse(JSON.parse(changed)) }),
  };
}
