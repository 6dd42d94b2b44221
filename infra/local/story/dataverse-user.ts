import { parse, stringify } from 'lossless-json';

/** Points to another row: set and id, or an alternate key in parentheses. */
export interface Bind {
  readonly bind: string;
}

/** A reference to a row, as a create or update gives it. @param key id, or an alternate key in OData form. */
export const bind = (set: string, key: string): Bind => ({ bind: `/${set}(${key})` });

type Values = Readonly<Record<string, string | number | boolean | null | Bind>>;

/** A person, or a process of Project Operations, at work in Dataverse: plain Web API calls. */
export interface DataverseUser {
  /** @returns the id of the new row. */
  create(table: string, values: Values): Promise<string>;
  update(table: string, id: string, values: Values): Promise<void>;
  /** The id of the one row of a table where a column has this value. */
  find(table: string, column: string, value: string): Promise<string>;
}

interface Definition {
  readonly set: string;
  readonly id: string;
  /** Look-up column (or navigation property), in lower case → navigation property. */
  readonly navigation: ReadonlyMap<string, string>;
}

/** @throws Error with the answer when Dataverse refuses. */
export function dataverseUser(url: string, name: string): DataverseUser {
  const call = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${url}/api/data/v9.2/${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'OData-Version': '4.0',
        'OData-MaxVersion': '4.0',
        Prefer: 'return=representation',
        'x-sandbox-user': name,
      },
      ...(body === undefined ? {} : { body: stringify(body) ?? '' }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Dataverse ${method} ${path}: ${response.status} ${text}`);
    return text === '' ? {} : (parse(text) as Record<string, unknown>);
  };
  const definitions = new Map<string, Promise<Definition>>();
  const define = (table: string): Promise<Definition> => {
    const known = definitions.get(table) ?? load(table);
    definitions.set(table, known);
    return known;
  };
  const load = async (table: string): Promise<Definition> => {
    const entity = `EntityDefinitions(LogicalName='${table}')`;
    const [definition, relationships] = await Promise.all([
      call('GET', `${entity}?$select=EntitySetName,PrimaryIdAttribute`),
      call(
        'GET',
        `${entity}/ManyToOneRelationships?$select=ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName`,
      ),
    ]);
    const rows = relationships['value'] as readonly Readonly<Record<string, string>>[];
    return {
      set: String(definition['EntitySetName']),
      id: String(definition['PrimaryIdAttribute']),
      navigation: new Map(
        rows.flatMap((row) => {
          const navigation = row['ReferencingEntityNavigationPropertyName'] ?? '';
          return [row['ReferencingAttribute'] ?? '', navigation.toLowerCase()].map(
            (column) => [column, navigation] as const,
          );
        }),
      ),
    };
  };
  const body = (definition: Definition, values: Values): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(values).map(([column, value]) =>
        typeof value === 'object' && value !== null
          ? [`${definition.navigation.get(column) ?? column}@odata.bind`, value.bind]
          : [column, value],
      ),
    );
  return {
    async create(table, values) {
      const definition = await define(table);
      const row = await call('POST', definition.set, body(definition, values));
      return String(row[definition.id]);
    },
    async update(table, id, values) {
      const definition = await define(table);
      await call('PATCH', `${definition.set}(${id})`, body(definition, values));
    },
    async find(table, column, value) {
      const definition = await define(table);
      const answer = await call(
        'GET',
        `${definition.set}?$select=${definition.id}&$filter=${encodeURIComponent(`${column} eq '${value}'`)}`,
      );
      const [row] = answer['value'] as readonly Readonly<Record<string, unknown>>[];
      if (row === undefined) throw new Error(`Dataverse has no ${table} with ${column} ${value}`);
      return String(row[definition.id]);
    },
  };
}
