import { literal } from '../odata/literal.ts';
import { UnknownColumnError } from '../odata/unknown-column-error.ts';
import type { ODataValue } from '../odata/value.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { emptyValue } from './empty-value.ts';
import type { ODataService } from './odata-service.ts';

/** Writes a value of a column as a filter or key needs it. */
export type Literals = (column: string, value: ODataValue) => string;

/**
 * Literals of these columns; enum types are looked up where one of them is an enum.
 *
 * @throws UnknownColumnError when an enum property is not there.
 */
export async function literals(
  service: ODataService,
  table: TableRef,
  columns: readonly string[],
): Promise<Literals> {
  const typeOf = (column: string) => table.key[column] ?? table.columns[column] ?? 'string';
  const needsTypes = columns.some((column) => typeOf(column) === 'enum');
  const types = needsTypes ? await service.enumTypesOf(table.set) : new Map<string, string>();
  return (column, value) => {
    const type = typeOf(column);
    const enumType = types.get(column);
    if (type === 'enum' && enumType === undefined)
      throw new UnknownColumnError(column, `is no property of ${table.set}`);
    return literal(column, type, value ?? emptyValue(type), enumType);
  };
}
