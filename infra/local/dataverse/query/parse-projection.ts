import { schema } from '../schema/schema.ts';
import type { Column } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import { refusals } from '../web/refusals.ts';
import type { Expansion, Projection } from './projection.ts';
import { splitOutside } from './split-outside.ts';

/**
 * Reads `$select` and `$expand` (single-valued navigation properties, nested).
 * @throws WebApiError 400 for a column or navigation property that the table does not have; names are case-sensitive.
 */
export function parseProjection(
  table: Table,
  select: string | undefined,
  expand: string | undefined,
): Projection {
  const columns = select === undefined || select.trim() === '*' ? undefined : parseSelect(table, select);
  return {
    table,
    expand:
      expand === undefined ? [] : splitOutside(expand, ',').map((item) => parseExpand(table, item.trim())),
    ...(columns === undefined ? {} : { select: columns }),
  };
}

function parseSelect(table: Table, text: string): Column[] {
  return text.split(',').map((part) => {
    const column = table.properties.get(part.trim());
    if (column === undefined) throw refusals.noSuchProperty(table, part.trim());
    return column;
  });
}

function parseExpand(table: Table, item: string): Expansion {
  const open = item.indexOf('(');
  const name = open < 0 ? item : item.slice(0, open);
  const navigation = table.navigations.get(name);
  if (navigation === undefined) throw refusals.noSuchProperty(table, name);
  const target = schema.byName.get(navigation.target.table);
  if (target === undefined || (open >= 0 && !item.endsWith(')')))
    throw refusals.badQuery(`Syntax error in $expand: '${item}'.`);
  const inner = new Map<string, string>();
  for (const option of open < 0 ? [] : splitOutside(item.slice(open + 1, -1), ';')) {
    const equals = option.indexOf('=');
    const key = option.slice(0, Math.max(0, equals)).trim();
    if (key !== '$select' && key !== '$expand')
      throw refusals.badQuery(
        `The option '${option}' is not supported inside $expand of a single-valued navigation property.`,
      );
    inner.set(key, option.slice(equals + 1));
  }
  return {
    name,
    navigation,
    projection: parseProjection(target, inner.get('$select'), inner.get('$expand')),
  };
}
