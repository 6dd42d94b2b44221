import { z } from 'zod';
import { areas } from '../../table-map/area.ts';
import type { RecordState } from '../ledger.ts';
import { escapeKey } from './escape-key.ts';
import { failureColumns, readFailure } from './failure-columns.ts';
import { longTextColumns, readLongText } from './long-text.ts';
import { numberColumn } from './number-column.ts';
import { outcomes } from './outcomes.ts';
import type { Row } from './row.ts';
import { textColumns } from './text-columns.ts';

export const stateRowKey = 'state';

const columns = z.object({
  record: z.string(),
  map: z.string(),
  mapVersion: z.string(),
  area: z.enum(areas),
  company: z.string().exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  reason: z.string().exactOptional(),
  attempt: z.number(),
  nextAt: z.string().exactOptional(),
  sentToFinance: z.string().exactOptional(),
  sentToDataverse: z.string().exactOptional(),
  distrust: z.boolean(),
  epoch: z.number(),
  counterpartKey: z.string().exactOptional(),
  intendedKey: z.string().exactOptional(),
  appliedOnce: z.boolean(),
  number: z.string().exactOptional(),
  project: z.string().exactOptional(),
  waitsFor: z.string().exactOptional(),
  attempted: z.string().exactOptional(),
  hasWaiters: z.boolean(),
  updatedAt: z.string(),
});

const lease = z.object({ leaseToken: z.string(), leaseKey: z.string(), leaseUntil: z.string() });
const pending = z.array(z.string());

/**
 * The `state` row of a record.
 *
 * @param entries how many timeline rows the record has had: orders those that were written within one second.
 */
export function stateRow(state: RecordState, entries: number): Row {
  return {
    partitionKey: escapeKey(state.record),
    rowKey: stateRowKey,
    ...textColumns({
      record: state.record,
      map: state.map,
      mapVersion: state.mapVersion,
      area: state.area,
      company: state.company,
      outcome: state.outcome,
      reason: state.reason,
      nextAt: state.nextAt,
      sentToFinance: state.sentToFinance,
      sentToDataverse: state.sentToDataverse,
      counterpartKey: state.counterpartKey,
      intendedKey: state.intendedKey,
      number: state.number,
      project: state.project,
      waitsFor: state.waitsFor,
      attempted: state.attempted,
      leaseToken: state.lease?.token,
      leaseKey: state.lease?.key,
      leaseUntil: state.lease?.until,
      updatedAt: state.updatedAt,
    }),
    ...failureColumns(state.failure),
    ...longTextColumns('pending', JSON.stringify(state.pending)),
    attempt: numberColumn(state.attempt),
    epoch: numberColumn(state.epoch),
    entries: numberColumn(entries),
    distrust: state.distrust,
    appliedOnce: state.appliedOnce,
    hasWaiters: state.hasWaiters,
  };
}

/** @throws ZodError when the row was written by a version that this one does not understand. */
export function readState(row: Readonly<Record<string, unknown>>): RecordState {
  const failure = readFailure(row);
  const held = row['leaseToken'] === undefined ? undefined : lease.parse(row);
  return {
    ...columns.parse(row),
    pending: pending.parse(JSON.parse(readLongText('pending', row) ?? '[]')),
    ...(failure === undefined ? {} : { failure }),
    ...(held === undefined
      ? {}
      : { lease: { token: held.leaseToken, key: held.leaseKey, until: held.leaseUntil } }),
  };
}
