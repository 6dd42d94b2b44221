import { createHash } from 'node:crypto';
import { z } from 'zod';
import { explain } from '../../causes/explain.ts';
import { areas, type Area } from '../../table-map/area.ts';
import type { OpenRow } from '../ledger.ts';
import { escapeKey } from './escape-key.ts';
import { failureColumns, readFailure } from './failure-columns.ts';
import type { Row } from './row.ts';
import { textColumns } from './text-columns.ts';

const columns = z.object({
  record: z.string(),
  area: z.enum(areas),
  map: z.string(),
  company: z.string().exactOptional(),
  number: z.string().exactOptional(),
  project: z.string().exactOptional(),
  outcome: z.enum(['waiting', 'retrying', 'rejected']),
  since: z.string(),
  nextAt: z.string().exactOptional(),
  direction: z.enum(['to-finance', 'to-dataverse']).exactOptional(),
  event: z.enum(['delete', 'expect']).exactOptional(),
});

const deadLetter = z.object({ deadLetterSequenceNumber: z.string(), deadLetterMessageId: z.string() });

/** Sixteen partitions share an area's open records. */
export const openShards: readonly string[] = Array.from({ length: 16 }, (_, shard) => shard.toString(16));

/** One hexadecimal digit of the record's hash. */
const shardOf = (record: string): string =>
  createHash('sha256').update(record, 'utf16le').digest('hex').charAt(0);

/** Partition of one shard of an area's open list. */
export const openShardKey = (area: Area, shard: string): string => `${area}:${shard}`;

/** Where the open row of a record lies; the same for put, read and remove. */
export const openRowKeys = (area: Area, record: string): { partitionKey: string; rowKey: string } => ({
  partitionKey: openShardKey(area, shardOf(record)),
  rowKey: escapeKey(record),
});

/** The row of an open record. */
export const openRow = (row: OpenRow): Row => ({
  ...openRowKeys(row.area, row.record),
  ...textColumns({
    record: row.record,
    area: row.area,
    map: row.map,
    company: row.company,
    number: row.number,
    project: row.project,
    outcome: row.outcome,
    since: row.since,
    nextAt: row.nextAt,
    direction: row.direction,
    event: row.event,
    deadLetterSequenceNumber: row.deadLetter?.sequenceNumber,
    deadLetterMessageId: row.deadLetter?.messageId,
  }),
  ...failureColumns(row.failure),
});

/** @throws ZodError when the row was written by a version that this one does not understand. */
export function readOpenRow(row: Readonly<Record<string, unknown>>): OpenRow {
  const letter = row['deadLetterSequenceNumber'] === undefined ? undefined : deadLetter.parse(row);
  return {
    ...columns.parse(row),
    failure: readFailure(row) ?? explain('unexpected', { code: 'unknown', message: 'no reason was given' }),
    ...(letter === undefined
      ? {}
      : {
          deadLetter: {
            sequenceNumber: letter.deadLetterSequenceNumber,
            messageId: letter.deadLetterMessageId,
          },
        }),
  };
}
