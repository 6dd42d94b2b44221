import type { Column, ColumnShape } from './column.ts';
import { columnOf } from './column-of.ts';
import { standardColumns } from './standard-columns.ts';
import type { AlternateKey, Navigation, Table } from './table.ts';

export interface TableShape {
  readonly name: string;
  readonly set: string;
  readonly id: string;
  readonly primaryName: string;
  readonly owned: 'user' | 'organization';
  readonly readOnly?: boolean;
  /** Status reasons besides Active (1) and Inactive (2): value → label and state. */
  readonly statuses?: Readonly<Record<number, { readonly label: string; readonly state: number }>>;
  readonly hasState?: boolean;
  readonly columns: Readonly<Record<string, ColumnShape>>;
  readonly keys?: readonly AlternateKey[];
}

/**
 * Adds what every table has (key, dates, users, owner, state), and for money a currency, its rate and `_base` columns.
 */
export function defineTable(shape: TableShape): Table {
  const money = Object.entries(shape.columns).filter(([, column]) => column.type === 'money');
  const shapes: Record<string, ColumnShape> = {
    [shape.id]: columnOf.guid({ required: 'system', updatable: false }),
    ...standardColumns(shape),
    ...(money.length === 0 ? {} : currencyColumns()),
    ...shape.columns,
    ...Object.fromEntries(
      money.map(([name]) => [`${name}_base`, columnOf.money({ creatable: false, updatable: false })]),
    ),
  };
  const columns = Object.entries(shapes).map(([name, column]): Column => ({
    ...column,
    name,
    property: column.type === 'lookup' ? `_${name}_value` : name,
  }));
  return {
    name: shape.name,
    set: shape.set,
    id: shape.id,
    primaryName: shape.primaryName,
    owned: shape.owned,
    readOnly: shape.readOnly ?? false,
    keys: shape.keys ?? [],
    columns: new Map(columns.map((column) => [column.name, column])),
    properties: new Map(columns.map((column) => [column.property, column])),
    navigations: new Map(
      columns.flatMap((column) =>
        (column.targets ?? []).map((target): [string, Navigation] => [target.navigation, { column, target }]),
      ),
    ),
  };
}

const currencyColumns = (): Record<string, ColumnShape> => ({
  transactioncurrencyid: columnOf.lookup('transactioncurrency', 'transactioncurrencyid', {
    whenDeleted: 'restrict',
  }),
  exchangerate: columnOf.decimal(10, { creatable: false, updatable: false }),
});
