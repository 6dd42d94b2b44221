import type { WriteValues } from '../../sync/counterpart.ts';
import { dataverseTableRef } from '../../table-map/dataverse-table-ref.ts';
import type { TableRef } from '../../table-map/table-ref.ts';
import { makeRow } from '../make-row.ts';
import { NotSettled } from '../not-settled.ts';
import type { ProbeWorld } from '../probe-world.ts';

export interface TestRow {
  readonly table: TableRef;
  readonly id: string;
  readonly key: Readonly<Record<string, string>>;
}

/**
 * Makes a row in Dataverse, as the sync makes one, that is deleted after the probe.
 *
 * @throws NotSettled when Dataverse does not take it.
 */
export async function testRow(world: ProbeWorld, name: string, values: WriteValues): Promise<TestRow> {
  const { dataverse } = world.clients;
  const table = dataverseTableRef(name);
  const id = world.newId();
  const key = Object.fromEntries(Object.keys(table.key).map((column) => [column, id]));
  const failure = await makeRow(world, { counterpart: dataverse, table, key, values });
  if (failure !== undefined)
    throw new NotSettled(`Dataverse did not take a test row of ${name}: ${failure.text}`);
  return { table, id, key };
}
