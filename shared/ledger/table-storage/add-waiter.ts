import { LedgerError } from '../ledger-error.ts';
import type { Ledger, RecordState } from '../ledger.ts';
import type { Tables } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { firstState } from './first-state.ts';
import { readRow } from './read-row.ts';
import { stateRow, stateRowKey } from './state-row.ts';
import { isConflict } from './store-error.ts';
import { waiterRow } from './waiter-row.ts';

/** Between our look and our write the parent's state can appear or go once in a while, not this often. */
const mostRounds = 10;

/**
 * Leaves word with a parent: the waiting row first, so that a flag never lacks its row. Two operations where the flag
 * is set already, else three.
 */
export async function addWaiter(
  tables: Tables,
  waiter: Parameters<Ledger['addWaiter']>[0],
  parentInitial: Parameters<Ledger['addWaiter']>[1],
): Promise<void> {
  await tables.waiting.upsertEntity(waiterRow(waiter), 'Replace');
  for (let round = 0; round < mostRounds; round++) {
    const flag = await flagOf(tables, waiter.parent);
    if (flag === true) return;
    const stub = { ...firstState(waiter.parent, parentInitial, waiter.since), hasWaiters: true };
    if (await (flag === undefined ? createStub(tables, stub) : setFlag(tables, waiter.parent, flag.etag)))
      return;
  }
  throw new LedgerError(
    'Contention',
    412,
    `The state of ${waiter.parent} changed ${mostRounds} times in a row.`,
  );
}

/** True, or the version of a state without the flag, or undefined where there is no state. */
async function flagOf(tables: Tables, parent: string): Promise<true | { readonly etag: string } | undefined> {
  const row = await readRow(tables.records, escapeKey(parent), stateRowKey);
  if (row === undefined) return undefined;
  return row['hasWaiters'] === true ? true : { etag: row.etag };
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
