import type { SchemaNeed } from '../register/schema-needs.ts';
import type { Customization } from './customization.ts';
import type { FoundKey, FoundTable } from './found-table.ts';
import { isOwnKey, keyName } from './own-names.ts';

export interface SchemaRules {
  /** A person said that change tracking may be switched on: it cannot be switched off again. */
  readonly enableChangeTracking: boolean;
}

/** Holds what the maps need of tables against what the tables have. Pure. */
export const compareSchema = (
  needs: readonly SchemaNeed[],
  tables: ReadonlyMap<string, FoundTable | undefined>,
  rules: SchemaRules,
): readonly Customization[] =>
  needs.map((need) => {
    const table = tables.get(need.table);
    if (table === undefined)
      return {
        action: 'blocked',
        what: whatOf(need),
        name: nameOf(need),
        details: ['The table is not there: look at npm run maps -- check.'],
      };
    switch (need.kind) {
      case 'column':
        return column(need, table);
      case 'change-tracking':
        return tracking(need, table, rules);
      case 'key':
        return key(need, table);
    }
  });

const whatOf = ({ kind }: SchemaNeed): 'column' | 'tracking' | 'key' =>
  kind === 'change-tracking' ? 'tracking' : kind;

const nameOf = (need: SchemaNeed): string =>
  need.kind === 'column'
    ? `${need.table}.${need.column}`
    : need.kind === 'key'
      ? `${need.table} (${need.columns.join(', ')})`
      : need.table;

function column(need: SchemaNeed & { readonly kind: 'column' }, found: FoundTable): Customization {
  const about = { what: 'column', name: nameOf(need) } as const;
  if (found.columns.has(need.column)) return { ...about, action: 'same', details: [] };
  const { table, type } = need;
  return {
    ...about,
    action: 'create',
    details: [typeWords[type] ?? type],
    does: { kind: 'create-column', table, column: need.column, type },
  };
}

const typeWords: Readonly<Record<string, string>> = {
  text: 'text, 100 characters',
  decimal: 'decimal, 10 digits after the point',
};

function tracking(need: SchemaNeed, found: FoundTable, rules: SchemaRules): Customization {
  const about = { what: 'tracking', name: nameOf(need) } as const;
  if (found.tracksChanges) return { ...about, action: 'same', details: [] };
  const why = 'It is off: a delete whose event was lost is never found.';
  return rules.enableChangeTracking
    ? {
        ...about,
        action: 'change',
        details: [why, 'It cannot be switched off again.'],
        does: { kind: 'track-changes', table: need.table },
      }
    : {
        ...about,
        action: 'blocked',
        details: [why, 'It cannot be switched off again, so say --enable-change-tracking.'],
      };
}

function key(need: SchemaNeed & { readonly kind: 'key' }, found: FoundTable): Customization {
  const about = { what: 'key', name: nameOf(need) } as const;
  const { table, columns } = need;
  const keys = found.keys.filter((each) => each.columns.every((name) => columns.includes(name)));
  if (keys.some(({ status }) => status === 'Active')) return { ...about, action: 'same', details: [] };
  const [known] = keys;
  const name = keyName(columns);
  if (known === undefined)
    return {
      ...about,
      action: 'create',
      details: ['Without it two rows may have the same values.'],
      does: { kind: 'create-key', table, name, columns, again: false },
    };
  if (known.status !== 'Failed')
    return {
      ...about,
      action: 'blocked',
      details: [`Its index is being built (${known.status}): look again later.`],
    };
  return failed(about, need, known);
}

function failed(
  about: Pick<Customization, 'name'> & { readonly what: 'key' },
  { table, columns }: SchemaNeed & { readonly kind: 'key' },
  { name }: FoundKey,
): Customization {
  const why = `The index of ${name} could not be built: two rows of ${table} have the same values. Remove what is there twice`;
  return isOwnKey(name)
    ? {
        ...about,
        action: 'change',
        details: [`${why}; --apply builds it again.`],
        does: { kind: 'create-key', table, name, columns, again: true },
      }
    : {
        ...about,
        action: 'blocked',
        details: [`${why}, and activate the key again (Power Apps, table, Keys).`],
      };
}
