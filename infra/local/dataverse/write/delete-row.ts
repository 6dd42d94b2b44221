import type { Table } from '../schema/table.ts';
import { schema } from '../schema/schema.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import type { Transaction } from '../store/transaction.ts';
import { refusals } from '../web/refusals.ts';
import type { World } from '../world.ts';
import { rowId } from '../store/row-id.ts';

/**
 * Deletes a row and does to the rows that point to it what their relationship says.
 * @throws WebApiError 405 0x80040227 when one of them forbids it.
 */
export function deleteRow(world: World, transaction: Transaction, table: Table, row: StoredRow): void {
  if (table.name === 'msdyn_actual' && world.behaviour.now.keepsActuals)
    throw refusals.plugIn('Actuals cannot be deleted.');
  const id = rowId(table, row);
  for (const other of schema.tables) {
    for (const column of other.columns.values()) {
      const target = column.targets?.find((candidate) => candidate.table === table.name);
      if (target === undefined) continue;
      for (const pointing of [...world.database.rows(other.name).all()]) {
        if (!pointsTo(pointing[column.name], table.name, id)) continue;
        if (target.whenDeleted === 'restrict') throw refusals.stillReferenced(table, other);
        if (target.whenDeleted === 'cascade') deleteRow(world, transaction, other, pointing);
        else
          transaction.unlink(other, rowId(other, pointing), pointing, {
            ...pointing,
            [column.name]: null,
            versionnumber: world.database.nextVersion(),
          });
      }
    }
  }
  transaction.delete(table, id, world.database.rows(table.name).get(id) ?? row);
}

const pointsTo = (value: StoredValue | undefined, table: string, id: string): boolean =>
  value !== null && typeof value === 'object' && value.table === table && value.id === id;
