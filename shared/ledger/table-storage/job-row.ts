import { z } from 'zod';
import { areas } from '../../table-map/area.ts';
import type { Job, JobItem } from '../support-ledger.ts';
import { escapeKey } from './escape-key.ts';
import { invertedTime } from './inverted-time.ts';
import { longTextColumns, readLongText } from './long-text.ts';
import { numberColumn } from './number-column.ts';
import { outcomes } from './outcomes.ts';
import type { Row } from './row.ts';
import { textColumns } from './text-columns.ts';

/** All jobs lie in one partition, the newest first; the items of each in one of their own. */
export const jobsPartition = 'jobs';

/** Where the items of a job lie. */
export const itemsPartition = (job: string): string => `items:${escapeKey(job)}`;

const jobColumns = z.object({
  id: z.string(),
  by: z.string(),
  at: z.string(),
  total: z.number(),
  finished: z.boolean(),
  finishedAt: z.string().exactOptional(),
});

/** The row of a replay job. */
export const jobRow = (job: Job): Row => ({
  partitionKey: jobsPartition,
  rowKey: `${invertedTime(job.at)}-${escapeKey(job.id)}`,
  ...textColumns({ id: job.id, by: job.by, at: job.at, finishedAt: job.finishedAt }),
  total: numberColumn(job.total),
  finished: job.finished,
});

/** @throws ZodError when the row was written by a version that this one does not understand. */
export const readJob = (row: Readonly<Record<string, unknown>>): Job => jobColumns.parse(row);

const itemColumns = z.object({
  index: z.number(),
  area: z.enum(areas),
  number: z.string().exactOptional(),
  hash: z.string().exactOptional(),
  rank: z.number(),
  step: z.enum(['to-do', 'sent', 'done']),
  outcome: z
    .enum([...outcomes, 'moved', 'taken', 'settled', 'unreachable', 'cannot', 'unanswered'])
    .exactOptional(),
  why: z.string().exactOptional(),
  sentAt: z.string().exactOptional(),
  mark: z.string().exactOptional(),
});

/** The row of one record of a job. */
export const jobItemRow = (job: string, item: JobItem): Row => ({
  partitionKey: itemsPartition(job),
  rowKey: String(item.index).padStart(8, '0'),
  ...longTextColumns('record', item.record),
  ...textColumns({
    area: item.area,
    number: item.number,
    hash: item.hash,
    step: item.step,
    outcome: item.outcome,
    why: item.why,
    sentAt: item.sentAt,
    mark: item.mark,
  }),
  index: numberColumn(item.index),
  rank: numberColumn(item.rank),
});

/** @throws ZodError when the row was written by a version that this one does not understand. */
export const readJobItem = (row: Readonly<Record<string, unknown>>): JobItem => ({
  ...itemColumns.parse(row),
  record: readLongText('record', row) ?? '',
});
