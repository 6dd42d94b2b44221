import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { LedgerError } from '../ledger-error.ts';
import type { Hold } from '../support-ledger.ts';
import { escapeKey } from './escape-key.ts';
import { readRow } from './read-row.ts';
import type { Row } from './row.ts';
import { isConflict } from './store-error.ts';
import { textColumns } from './text-columns.ts';

const columns = z.object({
  name: z.string(),
  by: z.string(),
  at: z.string(),
  token: z.string(),
  until: z.string(),
  mark: z.string(),
});

const rowKey = 'hold';
const partitionOf = (name: string): string => `hold:${escapeKey(name)}`;

const holdRow = (hold: Hold): Row => ({
  partitionKey: partitionOf(hold.name),
  rowKey,
  ...textColumns({ ...hold }),
});

/** Each round is lost to somebody else who took or dropped it; that does not happen this often. */
const mostRounds = 10;

/** Takes a hold by a conditional write: two who try at the same moment cannot both have it. Two operations. */
export async function takeHold(
  table: TableClient,
  hold: Hold,
  mayReplace: (known: Hold) => boolean,
): Promise<Hold | undefined> {
  for (let round = 0; round < mostRounds; round++) {
    const row = await readRow(table, partitionOf(hold.name), rowKey);
    const known = row === undefined ? undefined : columns.parse(row);
    // An answer can get lost, and the SDK then writes again: our own hold is ours.
    if (known !== undefined && known.token !== hold.token && !mayReplace(known)) return known;
    try {
      if (row === undefined) await table.createEntity(holdRow(hold));
      else await table.updateEntity(holdRow(hold), 'Replace', { etag: row.etag });
      return undefined;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw new LedgerError('Contention', 412, `The hold on ${hold.name} changed ${mostRounds} times in a row.`);
}

/** Who holds it; undefined when nobody does. One operation. */
export async function readHold(table: TableClient, name: string): Promise<Hold | undefined> {
  const row = await readRow(table, partitionOf(name), rowKey);
  return row === undefined ? undefined : columns.parse(row);
}

/** Removes a hold if it is this holder's. Two operations. */
export async function dropHold(table: TableClient, name: string, token: string): Promise<void> {
  const row = await readRow(table, partitionOf(name), rowKey);
  if (row === undefined || columns.parse(row).token !== token) return;
  try {
    await table.deleteEntity(partitionOf(name), rowKey, { etag: row.etag });
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
}
