import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';
import type { Counterpart, RowKey, WriteValues } from '../sync/counterpart.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { noted } from './noted.ts';
import type { ProbeWorld } from './probe-world.ts';

/** A row that a probe wants to make by our client. */
export interface RowToMake {
  readonly counterpart: Counterpart;
  readonly table: TableRef;
  readonly key: RowKey;
  readonly values: WriteValues;
}

/**
 * Makes a row that is deleted after the probe.
 *
 * @returns how the system refused it; undefined when the row is there.
 * @throws NotSettled
 */
export function makeRow(
  world: ProbeWorld,
  { counterpart, table, key, values }: RowToMake,
): Promise<CounterpartErrorDetails | undefined> {
  const name = counterpart.system === 'finance' ? `Finance ${table.set}` : `Dataverse ${table.table}`;
  return noted(world, {
    what: `${name} ${Object.values(key).map(String).join(' ')}`,
    write: () => counterpart.create(table, key, values),
    takeBack: () => counterpart.delete(table, key),
  });
}
