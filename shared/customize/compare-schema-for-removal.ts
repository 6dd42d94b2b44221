import type { Customization } from './customization.ts';
import type { FoundTable } from './found-table.ts';
import { registerMark } from '../register/endpoint-body.ts';
import { isOwnKey } from './own-names.ts';

/** What bears on whether a column or key of ours may go. */
export interface RemovalRules {
  /** Columns of ours, as `table.column`, in which a row has a value. */
  readonly withData: ReadonlySet<string>;
  /** A person said that these values may go. */
  readonly dropData: boolean;
  /** Names of other installations on the same environment. */
  readonly others: readonly string[];
}

/** Columns and keys that we made. Keys come first: a column that a key names cannot go. Pure. */
export function compareSchemaForRemoval(
  tables: ReadonlyMap<string, FoundTable | undefined>,
  rules: RemovalRules,
): readonly Customization[] {
  const all = [...tables].flatMap(([name, table]) => (table === undefined ? [] : [{ name, table }]));
  return [
    ...all.flatMap(({ name, table }) =>
      table.keys
        .filter((key) => isOwnKey(key.name))
        .map((key): Customization => {
          const about = { what: 'key', name: `${name} (${key.columns.join(', ')})` } as const;
          return (
            kept(about, rules) ?? {
              ...about,
              action: 'remove',
              details: [],
              does: { kind: 'remove-key', table: name, name: key.name },
            }
          );
        }),
    ),
    ...all.flatMap(({ name, table }) =>
      ownColumns(table).map((column): Customization => {
        const about = { what: 'column', name: `${name}.${column}` } as const;
        const holds = rules.withData.has(about.name);
        return (
          kept(about, rules) ??
          (holds && !rules.dropData
            ? {
                ...about,
                action: 'blocked',
                details: ['Rows have values in it, which would go with it: say --drop-data.'],
              }
            : {
                ...about,
                action: 'remove',
                details: holds ? ['Its values go with it.'] : [],
                does: { kind: 'remove-column', table: name, column },
              })
        );
      }),
    ),
  ];
}

/** Columns that carry our mark. */
export const ownColumns = ({ columns }: FoundTable): readonly string[] =>
  [...columns].filter(([, description]) => description.startsWith(registerMark)).map(([name]) => name);

const kept = (
  about: Pick<Customization, 'what' | 'name'>,
  { others }: RemovalRules,
): Customization | undefined =>
  others.length === 0
    ? undefined
    : { ...about, action: 'foreign', details: [`${others.join(', ')} needs it too, so it stays.`] };
