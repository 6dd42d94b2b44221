import { z } from 'zod';
import { dataverseTableRef } from '../../table-map/dataverse-table-ref.ts';
import type { ProbeWorld } from '../probe-world.ts';
import { rowsOf } from '../rows-of.ts';

const connection = z.object({ msdyn_transactionconnectionid: z.string() });

/** Takes note of actuals, with their connections, that are to be deleted. */
export async function takeBackActuals(world: ProbeWorld, ids: readonly string[]): Promise<void> {
  const { dataverse } = world.clients;
  for (const id of ids) {
    world.made(`Dataverse msdyn_actual ${id}`, () =>
      dataverse.delete(dataverseTableRef('msdyn_actual'), { msdyn_actualid: id }),
    );
    const filter = encodeURIComponent(`msdyn_transaction1 eq '${id}'`);
    const path = `/msdyn_transactionconnections?$select=msdyn_transactionconnectionid&$filter=${filter}`;
    for (const row of rowsOf(await world.dataverse('GET', path), connection))
      world.made(`Dataverse msdyn_transactionconnection ${row.msdyn_transactionconnectionid}`, () =>
        dataverse.delete(dataverseTableRef('msdyn_transactionconnection'), { ...row }),
      );
  }
}
