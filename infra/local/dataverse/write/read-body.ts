import { isLosslessNumber, parse } from 'lossless-json';
import type { Column } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import type { Database } from '../store/database.ts';
import type { StoredValue } from '../store/row.ts';
import { readValue } from '../value/read-value.ts';
import { refusals } from '../web/refusals.ts';
import { resolveBind } from './resolve-bind.ts';
import type { Submitted } from './submitted.ts';

const bindSuffix = '@odata.bind';

/**
 * Checks a request body column by column. Annotations other than `@odata.bind` are ignored, as on the platform.
 * @throws WebApiError 400 for what is unknown, of a wrong type, too long or not settable; 404 for a bind that leads nowhere.
 */
export function readBody(
  database: Database,
  table: Table,
  body: string,
  contentIds: ReadonlyMap<string, string>,
): Submitted {
  const submitted = new Map<string, StoredValue>();
  for (const [name, value] of Object.entries(parseObject(table, body))) {
    if (name.endsWith(bindSuffix)) {
      const navigationName = name.slice(0, -bindSuffix.length);
      const navigation = table.navigations.get(navigationName);
      if (navigation === undefined) throw refusals.unknownNavigation(table, navigationName);
      if (value !== null && typeof value !== 'string')
        throw refusals.badPayload(table, `The value of '${name}' must be text.`);
      submitted.set(
        navigation.column.name,
        value === null ? null : resolveBind(database, table, navigationName, navigation, value, contentIds),
      );
    } else if (!name.includes('@')) {
      const column = columnNamed(table, name, value);
      submitted.set(column.name, value === null ? clear(table, column) : readValue(table, column, value));
    }
  }
  return submitted;
}

function parseObject(table: Table, body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(body);
  } catch (error) {
    throw refusals.badPayload(table, error instanceof Error ? error.message : 'not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isLosslessNumber(value))
    throw refusals.badPayload(table, 'The body must be a JSON object.');
  return value as Record<string, unknown>;
}

/** A look-up may be cleared by its logical name or navigation property; it is never set that way. */
function columnNamed(table: Table, name: string, value: unknown): Column {
  const column = table.columns.get(name) ?? table.navigations.get(name)?.column;
  if (column === undefined) {
    if (table.properties.has(name))
      throw refusals.badPayload(
        table,
        `'${name}' cannot be set directly: use the navigation property with @odata.bind.`,
      );
    throw refusals.unknownInBody(table, name);
  }
  if (column.type === 'lookup' && value !== null) {
    if (typeof value === 'object' && !isLosslessNumber(value)) throw refusals.notBuilt('deep insert');
    throw refusals.unknownInBody(table, name);
  }
  return column;
}

function clear(table: Table, column: Column): null {
  if (column.required === 'system') throw refusals.systemRequired(table, column);
  return null;
}
