import { filterText, type Comparison, type FilterText } from '../odata/filter-text.ts';
import { literal } from '../odata/literal.ts';
import type { Filter } from '../table-map/filter.ts';
import { filterColumns } from '../table-map/filter-columns.ts';
import type { TableRef } from '../table-map/table-ref.ts';
import { columnPath } from './column-path.ts';
import type { Relationships } from './relationships.ts';

/** Comparisons of these columns in the Web API's names. @throws UnknownColumnError */
export async function comparisons(
  known: Relationships,
  table: TableRef,
  columns: readonly string[],
): Promise<Comparison> {
  const names = new Map(
    await Promise.all(
      columns.map(async (column): Promise<[string, { property: string; isLookup: boolean }]> => {
        const { over, property } = await columnPath(known, table, column);
        const path = [...over.map((step) => step.navigation), property].join('/');
        return [column, { property: path, isLookup: /^_\w+_value$/.test(property) }];
      }),
    ),
  );
  return (column, operator, value) => {
    const { property, isLookup } = names.get(column) ?? { property: column, isLookup: false };
    // An empty text is stored as null.
    const text =
      value === '' ? 'null' : literal(column, isLookup ? 'lookup' : (table.columns[column] ?? 'text'), value);
    // An empty column differs from every value.
    return operator === 'ne' && text !== 'null'
      ? `(${property} ne ${text} or ${property} eq null)`
      : `${property} ${operator} ${text}`;
  };
}

/** The text of `$filter` for a filter whose paths may lead through look-ups. */
export async function filterOf(known: Relationships, table: TableRef, filter: Filter): Promise<FilterText> {
  return filterText(filter, await comparisons(known, table, filterColumns(filter)));
}
