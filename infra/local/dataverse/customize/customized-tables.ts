import { schema } from '../schema/schema.ts';
import type { Column } from '../schema/column.ts';
import type { AlternateKey, Table } from '../schema/table.ts';
import type { Database } from '../store/database.ts';

/** `Pending` until the job that builds its index has run; `Failed` where two rows have the same values. */
export type KeyStatus = 'Pending' | 'Active' | 'Failed';

interface Customized {
  readonly table: Table;
  /** Keys that are not active; those that are stand in the table. */
  readonly others: ReadonlyMap<AlternateKey, Exclude<KeyStatus, 'Active'>>;
  readonly tracked: boolean;
}

/** Prefix of the columns that an installation adds, and what else the built-in tables have of it. */
const ownPrefix = 'posync_';
const ownKeys: ReadonlySet<string> = new Set(['msdyn_externalinvoicelinekey']);

/** The tables of one environment: as they are built in, and what was added to them and taken away over the Web API. */
export class CustomizedTables {
  readonly #tables: Map<string, Customized>;

  /** @param bare columns and keys of our own are not there yet, and no table tracks changes. */
  constructor(bare: boolean) {
    this.#tables = new Map(
      schema.tables.map((table) => [
        table.name,
        { table: bare ? withoutOurs(table) : table, others: new Map(), tracked: !bare },
      ]),
    );
  }

  all(): readonly Table[] {
    return [...this.#tables.values()].map(({ table }) => table);
  }

  byName(name: string): Table | undefined {
    return this.#tables.get(name)?.table;
  }

  bySet(set: string): Table | undefined {
    return this.byName(schema.bySet.get(set)?.name ?? '');
  }

  addColumn(table: Table, column: Column): void {
    this.#setColumns(table, new Map([...table.columns, [column.name, column]]));
  }

  removeColumn(table: Table, name: string): void {
    this.#setColumns(table, new Map([...table.columns].filter(([other]) => other !== name)));
  }

  keys(table: Table): readonly { readonly key: AlternateKey; readonly status: KeyStatus }[] {
    const { others } = this.#of(table.name);
    return [
      ...table.keys.map((key) => ({ key, status: 'Active' as const })),
      ...[...others].map(([key, status]) => ({ key, status })),
    ];
  }

  addKey(table: Table, key: AlternateKey): void {
    const known = this.#of(table.name);
    this.#tables.set(table.name, { ...known, others: new Map([...known.others, [key, 'Pending']]) });
  }

  /** What the job does that builds the index of a key. A key that was taken away meanwhile is not built. */
  buildIndex(name: string, key: AlternateKey, database: Database): void {
    const { table, others, tracked } = this.#of(name);
    if (!others.has(key)) return;
    const rest = new Map([...others].filter(([other]) => other !== key));
    const built = database.rows(name).addIndex(key);
    this.#tables.set(name, {
      tracked,
      table: built ? { ...table, keys: [...table.keys, key] } : table,
      others: built ? rest : new Map([...rest, [key, 'Failed']]),
    });
  }

  removeKey(table: Table, key: AlternateKey, database: Database): void {
    const { others, tracked } = this.#of(table.name);
    database.rows(table.name).removeIndex(key);
    this.#tables.set(table.name, {
      tracked,
      table: { ...table, keys: table.keys.filter((other) => other !== key) },
      others: new Map([...others].filter(([other]) => other !== key)),
    });
  }

  tracksChanges(table: string): boolean {
    return this.#of(table).tracked;
  }

  /** It cannot be switched off again. */
  trackChanges(table: string): void {
    this.#tables.set(table, { ...this.#of(table), tracked: true });
  }

  #of(name: string): Customized {
    const known = this.#tables.get(name);
    if (known === undefined) throw new Error(`The sandbox has no table ${name}`);
    return known;
  }

  #setColumns(table: Table, columns: ReadonlyMap<string, Column>): void {
    this.#tables.set(table.name, { ...this.#of(table.name), table: withColumns(table, columns) });
  }
}

const withoutOurs = (table: Table): Table =>
  withColumns(
    { ...table, keys: table.keys.filter(({ name }) => !ownKeys.has(name)) },
    new Map([...table.columns].filter(([name]) => !name.startsWith(ownPrefix))),
  );

const withColumns = (table: Table, columns: ReadonlyMap<string, Column>): Table => ({
  ...table,
  columns,
  properties: new Map([...columns.values()].map((column) => [column.property, column])),
});
