import type { Database } from '../store/database.ts';
import type { StoredRow } from '../store/row.ts';
import type { RegisteredStep } from './steps.ts';

/** Tables whose rows say which steps there are. */
const tables: ReadonlySet<string> = new Set(['sdkmessageprocessingstep', 'serviceendpoint']);
const messages: readonly string[] = ['Create', 'Update', 'Delete'] satisfies RegisteredStep['message'][];

/** The asynchronous steps that rows of `sdkmessageprocessingstep` say, read again after one has changed. */
export class RegisteredSteps {
  readonly #database: Database;
  #byTable: ReadonlyMap<string, readonly RegisteredStep[]> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @param table of a row that was written. */
  changed(table: string): void {
    if (tables.has(table)) this.#byTable = undefined;
  }

  of(table: string): readonly RegisteredStep[] {
    this.#byTable ??= Map.groupBy(this.#read(), (step) => step.table);
    return this.#byTable.get(table) ?? [];
  }

  #read(): readonly RegisteredStep[] {
    return [...this.#database.rows('sdkmessageprocessingstep').all()].flatMap((row) => {
      const message = this.#behind(row['sdkmessageid'], 'sdkmessage')?.['name'];
      const table = this.#behind(row['sdkmessagefilterid'], 'sdkmessagefilter')?.['primaryobjecttypecode'];
      const endpoint = this.#behind(row['eventhandler'], 'serviceendpoint')?.['serviceendpointid'];
      const id = row['sdkmessageprocessingstepid'];
      if (row['statecode'] !== 0 || row['mode'] !== 1 || !isMessage(message)) return [];
      if (typeof table !== 'string' || typeof endpoint !== 'string' || typeof id !== 'string') return [];
      const attributes = row['filteringattributes'];
      return [
        {
          id,
          table,
          message,
          endpoint,
          ...(typeof attributes === 'string'
            ? { filteringAttributes: attributes.split(',').map((name) => name.trim()) }
            : {}),
        },
      ];
    });
  }

  #behind(value: StoredRow[string] | undefined, table: string): StoredRow | undefined {
    return value !== null && typeof value === 'object' ? this.#database.rows(table).get(value.id) : undefined;
  }
}

const isMessage = (name: unknown): name is RegisteredStep['message'] => messages.includes(String(name));
