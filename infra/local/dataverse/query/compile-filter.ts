import { schema } from '../schema/schema.ts';
import type { Column } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import type { Database } from '../store/database.ts';
import type { StoredRow } from '../store/row.ts';
import { guidText } from '../value/guid-text.ts';
import { refusals } from '../web/refusals.ts';
import { compare, comparableLiteral, comparableOf, type Comparable } from './comparable.ts';
import type { Comparison, FilterExpression } from './filter-expression.ts';

export interface CompiledFilter {
  /** Whether a row passes. */
  test(row: StoredRow): boolean;
  /** When the filter names rows by id: the only ones that may pass. */
  readonly ids?: readonly string[];
}

/** @throws WebApiError 400 for a property that the table does not have or a literal of another type. */
export function compileFilter(
  database: Database,
  table: Table,
  expression: FilterExpression,
): CompiledFilter {
  const test = testOf(database, table, expression);
  const ids = idsOf(table, expression);
  return ids === undefined ? { test } : { test, ids };
}

type Test = (row: StoredRow) => boolean;

function testOf(database: Database, table: Table, expression: FilterExpression): Test {
  switch (expression.kind) {
    case 'and': {
      const left = testOf(database, table, expression.left);
      const right = testOf(database, table, expression.right);
      return (row) => left(row) && right(row);
    }
    case 'or': {
      const left = testOf(database, table, expression.left);
      const right = testOf(database, table, expression.right);
      return (row) => left(row) || right(row);
    }
    case 'not': {
      const inner = testOf(database, table, expression.inner);
      return (row) => !inner(row);
    }
    case 'compare': {
      const { column, read } = follow(database, table, expression.path);
      const wanted = comparableLiteral(column, expression.literal);
      return (row) => holds(expression.comparison, read(row), wanted);
    }
    case 'in': {
      const column = propertyOf(table, expression.property);
      const wanted = new Set(expression.values.map((value) => value.toLowerCase()));
      return (row) => {
        const value = comparableOf(column, row[column.name]);
        return value !== null && wanted.has(value.toString());
      };
    }
    case 'text-function': {
      const { column, read } = follow(database, table, expression.path);
      if (column.type !== 'text' && column.type !== 'memo')
        throw refusals.badQuery(`The function ${expression.name} needs a text property.`);
      const part = expression.value.toLowerCase();
      return (row) => {
        const value = read(row);
        if (typeof value !== 'string') return false;
        if (expression.name === 'contains') return value.includes(part);
        return expression.name === 'startswith' ? value.startsWith(part) : value.endsWith(part);
      };
    }
  }
}

/** Walks navigation properties to the property at the end of a path. */
function follow(
  database: Database,
  table: Table,
  path: readonly string[],
): { column: Column; read: (row: StoredRow) => Comparable } {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    const column = propertyOf(table, first);
    return { column, read: (row) => comparableOf(column, row[column.name]) };
  }
  const navigation = table.navigations.get(first);
  const target = schema.byName.get(navigation?.target.table ?? '');
  if (navigation === undefined || target === undefined) throw refusals.noSuchProperty(table, first);
  const end = follow(database, target, rest);
  return {
    column: end.column,
    read: (row) => {
      const value = row[navigation.column.name];
      if (value === null || typeof value !== 'object' || value.table !== target.name) return null;
      const next = database.rows(target.name).get(value.id);
      return next === undefined ? null : end.read(next);
    },
  };
}

function propertyOf(table: Table, name: string): Column {
  const column = table.properties.get(name);
  if (column === undefined) throw refusals.noSuchProperty(table, name);
  return column;
}

/** `ne` holds for an empty column, as it does on the platform; the other comparisons do not. */
function holds(comparison: Comparison, value: Comparable, wanted: Comparable): boolean {
  if (value === null || wanted === null) {
    if (comparison === 'eq') return value === wanted;
    return comparison === 'ne' && value !== wanted;
  }
  const order = compare(value, wanted);
  switch (comparison) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
  }
}

function idsOf(table: Table, expression: FilterExpression): readonly string[] | undefined {
  if (expression.kind === 'in' && expression.property === table.id)
    return expression.values.map((value) => guidText(value) ?? '');
  if (
    expression.kind === 'compare' &&
    expression.comparison === 'eq' &&
    expression.path.length === 1 &&
    expression.path[0] === table.id &&
    expression.literal.kind === 'bare'
  )
    return [expression.literal.value.toLowerCase()];
  if (expression.kind === 'and') return idsOf(table, expression.left) ?? idsOf(table, expression.right);
  return undefined;
}
