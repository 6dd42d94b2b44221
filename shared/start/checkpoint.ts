import { z } from 'zod';
import type { Sync } from '../sync/sync.ts';
import { findingSchema } from './run.ts';

const checkpointSchema = z.object({
  /** Where the source goes on, in its own words: the page that is to be looked at next. */
  next: z.string(),
  /** Chunks that were sent before it. */
  chunks: z.number().int(),
  /** What came of the rows before it. */
  counts: z.record(z.string(), z.number()),
  findings: z.array(findingSchema),
});

/** How far the rows of a unit are through, page by page: whoever takes the unit over begins there. */
export type Checkpoint = z.infer<typeof checkpointSchema>;

type Stored = Pick<Sync, 'ledger'>;

const nameOf = (id: string, index: number): string => `run-page|${id}|${String(index).padStart(6, '0')}`;

/** A row of Control of its own: with the unit in one it might grow too large. Every function throws LedgerError. */
export const putCheckpoint = (
  sync: Stored,
  id: string,
  index: number,
  checkpoint: Checkpoint,
): Promise<void> => sync.ledger.putControl(nameOf(id, index), JSON.stringify(checkpoint));

export async function readCheckpoint(
  sync: Stored,
  id: string,
  index: number,
): Promise<Checkpoint | undefined> {
  const text = await sync.ledger.control(nameOf(id, index));
  return text === undefined ? undefined : checkpointSchema.parse(JSON.parse(text));
}

/** Of no use any more. */
export async function dropCheckpoint(sync: Stored, id: string, index: number): Promise<void> {
  const name = nameOf(id, index);
  const text = await sync.ledger.control(name);
  if (text !== undefined) await sync.ledger.putControlIf(name, text, undefined);
}
