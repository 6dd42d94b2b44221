import { LedgerError } from '../ledger-error.ts';
import type { Ledger, RecordState } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { firstState } from '../first-state.ts';
import { readRow } from './read-row.ts';
import { readState, stateRow, stateRowKey } from './state-row.ts';
import { isConflict } from './store-error.ts';
import { waiterRow } from './waiter-row.ts';

/** Between our look and our write the parent's state can appear or go once in a while, not this often. */
const mostRounds = 10;

/**
 * Leaves word with a parent: the waiting row first, so that a flag never lacks its row. Two operations where the flag
 * is set already or the parent is unheard of, as told; else three.
 *
 * @returns the parent as it was after the waiting row was written; undefined where there was nothing of it.
 */
export async function addWaiter(
  tables: Tables,
  waiter: Parameters<Ledger['addWaiter']>[0],
  parentInitial: Parameters<Ledger['addWaiter']>[1],
  parentIs?: 'unheard-of',
): Promise<RecordState | undefined> {
  await tables.waiting.upsertEntity(waiterRow(waiter), 'Replace');
  const stub = { ...firstState(waiter.parent, parentInitial, waiter.since), hasWaiters: true };
  if (parentIs === 'unheard-of' && (await createStub(tables, stub))) return undefined;
  for (let round = 0; round < mostRounds; round++) {
    const row = await readRow(tables.records, escapeKey(waiter.parent), stateRowKey);
    if (row === undefined) {
      if (await createStub(tables, stub)) return undefined;
    } else if (row['hasWaiters'] === true || (await setFlag(tables, waiter.parent, row.etag)))
      return readState(row);
  }
  throw new LedgerError(
    'Contention',
    412,
    `The state of ${waiter.parent} changed ${mostRounds} times in a row.`,
  );
}

/** A merge of one column leaves lease and pending alone; its new version makes the holder's commit look again. */
const setFlag = (tables: Tables, parent: string, etag: string): Promise<boolean> =>
  unlessConflict(
    tables.records.updateEntity(
      { partitionKey: escapeKey(parent), rowKey: stateRowKey, hasWaiters: true },
      'Merge',
      { etag },
    ),
  );

const createStub = (tables: Tables, stub: RecordState): Promise<boolean> =>
  unlessConflict(tables.records.createEntity(stateRow(stub, 0)));

async function unlessConflict(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}
