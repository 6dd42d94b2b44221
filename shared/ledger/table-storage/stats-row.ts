import { z } from 'zod';
import type { StatsRow } from '../stats-ledger.ts';
import { escapeKey } from './escape-key.ts';
import { numberColumn } from './number-column.ts';
import { outcomes } from './outcomes.ts';
import type { Row } from './row.ts';
import { textColumns } from './text-columns.ts';

const columns = z.object({
  map: z.string(),
  hour: z.string(),
  instance: z.string(),
  settled: z.string(),
  lastSuccess: z.string().exactOptional(),
  lagMs: z.number().exactOptional(),
});

/** One partition an hour: an instance's rows of it are one transaction, and a day is one range. */
export const statsRow = ({ map, hour, instance, settled, lastSuccess, lagMs, ...row }: StatsRow): Row => ({
  partitionKey: escapeKey(hour),
  rowKey: escapeKey(`${map}|${instance}`),
  ...textColumns({ map, hour, instance, settled: settled.join(), lastSuccess }),
  ...Object.fromEntries(
    outcomes.flatMap((outcome) => {
      const count = row.outcomes[outcome];
      return count === undefined ? [] : [[outcome, numberColumn(count)]];
    }),
  ),
  ...(lagMs === undefined ? {} : { lagMs: numberColumn(lagMs) }),
});

/** @throws ZodError when the row was written by a version that this one does not understand. */
export const readStatsRow = (row: Readonly<Record<string, unknown>>): StatsRow => {
  const { settled, ...read } = columns.parse(row);
  const counts = outcomes.flatMap((outcome) =>
    typeof row[outcome] === 'number' ? [[outcome, row[outcome]] as const] : [],
  );
  return { ...read, settled: settled.split(',').map(Number), outcomes: Object.fromEntries(counts) };
};
