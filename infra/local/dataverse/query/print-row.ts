import type { Database } from '../store/database.ts';
import type { StoredRow } from '../store/row.ts';
import { schema } from '../schema/schema.ts';
import { printValue } from '../value/print-value.ts';
import { formattedValue } from '../value/formatted-value.ts';
import type { Projection } from './projection.ts';
import { etagOf } from '../store/etag-of.ts';

/** A row as JSON: ETag, primary key, selected columns, expanded rows; numbers keep every digit. */
export function printRow(
  database: Database,
  projection: Projection,
  row: StoredRow,
  annotations: boolean,
): Record<string, unknown> {
  const { table } = projection;
  const printed: Record<string, unknown> = { '@odata.etag': etagOf(row) };
  for (const column of projection.select ?? table.columns.values()) {
    if (!column.readable) continue;
    const value = row[column.name] ?? null;
    if (annotations && value !== null) {
      const formatted = formattedValue(column, value);
      if (formatted !== undefined)
        printed[`${column.property}@OData.Community.Display.V1.FormattedValue`] = formatted;
      if (typeof value === 'object') {
        printed[`${column.property}@Microsoft.Dynamics.CRM.associatednavigationproperty`] =
          column.targets?.find((target) => target.table === value.table)?.navigation ?? null;
        printed[`${column.property}@Microsoft.Dynamics.CRM.lookuplogicalname`] = value.table;
      }
    }
    printed[column.property] = printValue(column, value);
  }
  printed[table.id] ??= row[table.id];
  for (const expansion of projection.expand) {
    const value = row[expansion.navigation.column.name];
    const target = schema.byName.get(expansion.navigation.target.table);
    const next =
      value !== null && typeof value === 'object' && target !== undefined && value.table === target.name
        ? database.rows(target.name).get(value.id)
        : undefined;
    printed[expansion.name] =
      next === undefined ? null : printRow(database, expansion.projection, next, annotations);
  }
  return printed;
}
