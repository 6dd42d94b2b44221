import type { Counterpart, RowKey, WriteValues } from '../sync/counterpart.ts';
import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { failureOf } from './failure-of.ts';
import type { ProbeWorld } from './probe-world.ts';

/** A row that a probe wants to make by our client. */
export interface RowToMake {
  readonly counterpart: Counterpart;
  readonly table: TableRef;
  readonly key: RowKey;
  readonly values: WriteValues;
  /** How it is deleted; absent: by the client. */
  readonly takeBack?: () => Promise<unknown>;
}

/**
 * Makes a row that is taken back after the probe, also when no answer says whether it was made.
 *
 * @returns how the system refused it; undefined when the row is there.
 * @throws NotSettled
 */
export async function makeRow(
  world: ProbeWorld,
  { counterpart, table, key, values, takeBack = () => counterpart.delete(table, key) }: RowToMake,
): Promise<CounterpartErrorDetails | undefined> {
  const system = counterpart.system === 'finance' ? `Finance ${table.set}` : `Dataverse ${table.table}`;
  const what = `${system} ${Object.values(key).map(String).join(' ')}`;
  try {
    const failure = await failureOf(counterpart.create(table, key, values));
    if (failure === undefined) world.made(what, takeBack);
    return failure;
  } catch (error) {
    world.made(`${what}, if it was made`, takeBack);
    throw error;
  }
}
