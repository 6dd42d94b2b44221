import type { Table } from '../schema/table.ts';
import type { StoredRow, StoredValue } from '../store/row.ts';
import type { World } from '../world.ts';

/** Columns that may be numbered by the platform; who numbers them is not known, so a switch says it. */
const numbered: Readonly<Record<string, { readonly column: string; readonly prefix: string }>> = {
  salesorder: { column: 'msdyn_salesordernumber', prefix: 'C-' },
  msdyn_project: { column: 'msdyn_projectnumber', prefix: 'P-' },
  msdyn_projecttask: { column: 'msdyn_activitynumber', prefix: 'A-' },
};

/** The number of a new row that came without one. */
export function giveNumber(world: World, table: Table, row: StoredRow): Record<string, StoredValue> {
  const own = numbered[table.name];
  if (own === undefined || !world.behaviour.now.givesNumbers || row[own.column] !== null) return {};
  const next = [...world.database.rows(table.name).all()].length + 1;
  return { [own.column]: `${own.prefix}${String(next).padStart(6, '0')}` };
}
