import { schema } from '../schema/schema.ts';
import type { StoredValue } from '../store/row.ts';
import type { Transaction } from '../store/transaction.ts';
import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';
import { createRow } from '../write/create-row.ts';

/** Records that a cost and a sales actual come from the same event. Texts of the roles are assumed. */
export function connectActuals(
  world: World,
  transaction: Transaction,
  caller: Caller,
  cost: string,
  sales: string,
): void {
  const connections = schema.byName.get('msdyn_transactionconnection');
  if (connections === undefined) return;
  createRow(
    world,
    transaction,
    caller,
    connections,
    new Map<string, StoredValue>([
      ['msdyn_transaction1', cost],
      ['msdyn_transaction1type', 'msdyn_actual'],
      ['msdyn_transaction1role', 'cost'],
      ['msdyn_transaction2', sales],
      ['msdyn_transaction2type', 'msdyn_actual'],
      ['msdyn_transaction2role', 'unbilledsales'],
    ]),
  );
}
