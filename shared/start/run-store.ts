import type { Sync } from '../sync/sync.ts';
import { z } from 'zod';
import { runSchema, unitSchema, type Run, type RunUnit } from './run.ts';

const failedSchema = z.object({ map: z.string(), company: z.string(), rows: z.array(z.string()) });
export type FailedRows = z.infer<typeof failedSchema>;

type Stored = Pick<Sync, 'ledger'>;

const runPrefix = 'run|';
const unitPrefix = (id: string): string => `run-unit|${id}|`;
const unitName = (id: string, index: number): string => `${unitPrefix(id)}${String(index).padStart(6, '0')}`;

/** Runs and their units are rows of Control. Every function throws LedgerError. */
export const putRun = (sync: Stored, run: Run): Promise<void> =>
  sync.ledger.putControl(`${runPrefix}${run.id}`, JSON.stringify(run));

export const putUnit = (sync: Stored, id: string, index: number, unit: RunUnit): Promise<void> =>
  sync.ledger.putControl(unitName(id, index), JSON.stringify(unit));

/** Undefined where there is no run of this id. */
export async function readRun(sync: Stored, id: string): Promise<Run | undefined> {
  const text = await sync.ledger.control(`${runPrefix}${id}`);
  return text === undefined ? undefined : runSchema.parse(JSON.parse(text));
}

/** Newest first. */
export async function readRuns(sync: Stored): Promise<readonly Run[]> {
  const texts = await sync.ledger.listControls(runPrefix);
  const runs = [...texts.values()].map((text) => runSchema.parse(JSON.parse(text)));
  return runs.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** In order. */
export async function readUnits(sync: Stored, id: string): Promise<readonly RunUnit[]> {
  const texts = await sync.ledger.listControls(unitPrefix(id));
  return [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => unitSchema.parse(JSON.parse(text)));
}

const failedPrefix = (id: string): string => `run-failed|${id}|`;

/** Rows of one page that did not settle, so that they alone can be run again. */
export const putFailed = (sync: Stored, id: string, place: string, rows: FailedRows): Promise<void> =>
  sync.ledger.putControl(`${failedPrefix(id)}${place}`, JSON.stringify(rows));

export async function readFailed(sync: Stored, id: string): Promise<readonly FailedRows[]> {
  const texts = await sync.ledger.listControls(failedPrefix(id));
  return [...texts].map(([, text]) => failedSchema.parse(JSON.parse(text)));
}
