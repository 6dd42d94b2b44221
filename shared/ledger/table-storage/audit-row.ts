import { z } from 'zod';
import { areas } from '../../table-map/area.ts';
import { auditActions, type AuditRow } from '../support-ledger.ts';
import { invertedTime } from './inverted-time.ts';
import { longTextColumns, readLongText } from './long-text.ts';
import type { Row } from './row.ts';
import { textColumns } from './text-columns.ts';

const columns = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  action: z.enum(auditActions),
  area: z.enum(areas).exactOptional(),
  record: z.string(),
  number: z.string().exactOptional(),
  company: z.string().exactOptional(),
  job: z.string().exactOptional(),
  reason: z.string().exactOptional(),
});

const values = z.record(z.string(), z.string());

/** @param day `2026-11-28`, in UTC. */
export const auditPartition = (day: string): string => invertedTime(`${day}T00:00:00Z`);

/** A day is a partition, and within it the newest comes first: so does the newest day. */
export const auditRow = (row: AuditRow): Row => ({
  partitionKey: auditPartition(row.at.slice(0, 10)),
  rowKey: `${invertedTime(row.at)}-${row.id}`,
  ...textColumns({
    id: row.id,
    at: row.at,
    by: row.by,
    action: row.action,
    area: row.area,
    record: row.record,
    number: row.number,
    company: row.company,
    job: row.job,
    reason: row.reason,
  }),
  ...longTextColumns('before', JSON.stringify(row.before)),
  ...longTextColumns('after', JSON.stringify(row.after)),
});

/** @throws ZodError when the row was written by a version that this one does not understand. */
export const readAuditRow = (row: Readonly<Record<string, unknown>>): AuditRow => ({
  ...columns.parse(row),
  before: values.parse(JSON.parse(readLongText('before', row) ?? '{}')),
  after: values.parse(JSON.parse(readLongText('after', row) ?? '{}')),
});
