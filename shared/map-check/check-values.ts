import type { Filter } from '../table-map/filter.ts';
import { resolvePath } from '../table-map/resolve-path.ts';
import type { Field, TableMap, ToFinance } from '../table-map/table-map.ts';
import type { Finding } from './finding.ts';
import type { EntityDefinition, TableDefinition } from './metadata.ts';

/** Whether the options of choices and the members of enums that a map names exist. */
export function checkValues(
  map: TableMap,
  tables: ReadonlyMap<string, TableDefinition | undefined>,
  entity: EntityDefinition | undefined,
): readonly Finding[] {
  const { toFinance, toDataverse, expects } = map;
  const options = [
    ...map.fields.flatMap((field) => optionsOf(field)),
    ...(toFinance?.filter === undefined ? [] : valuesOf(toFinance.filter.when)),
    ...expects.flatMap(({ met }) => (met !== 'whole' && met.in === 'dataverse' ? valuesOf(met.when) : [])),
  ];
  const members = [
    ...map.fields.flatMap((field) => membersOf(field)),
    ...(toFinance?.frozenWhen === undefined ? [] : valuesOf(toFinance.frozenWhen.when)),
    ...(toFinance?.closes === undefined ? [] : stagesOf(toFinance.closes)),
    ...(toDataverse === undefined ? [] : valuesOf(toDataverse.posted.when)),
    ...expects.flatMap(({ met }) => (met !== 'whole' && met.in === 'finance' ? valuesOf(met.when) : [])),
  ];
  const error = (column: string, what: string, remedy: string): Finding => ({
    map: map.name,
    column,
    severity: 'error',
    what,
    remedy,
    stops: true,
  });
  return [
    ...unique(options).flatMap(({ column, value, label }) => {
      const found = choiceAt(map, column, tables);
      if (found === undefined) return [];
      const { name, options: known } = found;
      if (label === true ? [...known.values()].includes(value.toLowerCase()) : known.has(value)) return [];
      return [
        error(
          name,
          `${name} has no option ${label === true ? `"${value}"` : value}; it has ${shown(known)}.`,
          'Correct the values in the map; where the integers differ between environments, give their labels instead.',
        ),
      ];
    }),
    ...unique(members).flatMap(({ column, value }) => {
      const known = entity?.properties.get(column)?.members;
      if (known === undefined || known.includes(value)) return [];
      return [
        error(
          `${map.finance.set}.${column}`,
          `${map.finance.set}.${column} has no member ${value}; it has ${known.join(', ')}.`,
          'Correct the values in the map.',
        ),
      ];
    }),
  ];
}

interface Value {
  readonly column: string;
  readonly value: string;
  /** The value is an English label. */
  readonly label?: true;
}

const stagesOf = ({ property: column, member, open }: NonNullable<ToFinance['closes']>): readonly Value[] => [
  { column, value: member },
  { column, value: open },
];

function optionsOf({ dataverse, direction, transform, whenEmpty }: Field): readonly Value[] {
  if (dataverse?.type !== 'choice') return [];
  const column = dataverse.path;
  const also =
    direction === 'to-dataverse' && whenEmpty !== undefined ? [{ column, value: String(whenEmpty) }] : [];
  switch (transform.kind) {
    case 'copy':
      return also;
    case 'constant':
      return [{ column, value: String(transform.value) }];
    case 'value-map':
      return [
        ...Object.values(transform.pairs)
          .filter((value) => value !== '')
          .map((value) => ({ column, value })),
        ...also,
      ];
    case 'label-map':
      return [
        ...Object.values(transform.labels).map((value) => ({ column, value, label: true as const })),
        ...also,
      ];
  }
}

function membersOf({ finance, direction, transform, whenEmpty }: Field): readonly Value[] {
  if (finance?.type !== 'enum') return [];
  const column = finance.property;
  const also =
    direction === 'to-finance' && whenEmpty !== undefined ? [{ column, value: String(whenEmpty) }] : [];
  switch (transform.kind) {
    case 'copy':
      return also;
    case 'constant':
      return [{ column, value: String(transform.value) }];
    case 'value-map':
      return [...Object.keys(transform.pairs).map((value) => ({ column, value })), ...also];
    case 'label-map':
      return [...Object.keys(transform.labels).map((value) => ({ column, value })), ...also];
  }
}

/** What a condition compares its columns with; an empty one needs no option. */
function valuesOf(filter: Filter): readonly Value[] {
  switch (filter.kind) {
    case 'everything':
    case 'columns-differ':
      return [];
    case 'equals':
    case 'differs':
      return filter.value === null || filter.value === ''
        ? []
        : [{ column: filter.column, value: String(filter.value) }];
    case 'and':
      return filter.all.flatMap(valuesOf);
    case 'or':
      return filter.any.flatMap(valuesOf);
  }
}

/** Options of the choice at the end of a path; undefined where it is no choice, or not there. */
function choiceAt(
  map: TableMap,
  path: string,
  tables: ReadonlyMap<string, TableDefinition | undefined>,
): { readonly name: string; readonly options: ReadonlyMap<string, string> } | undefined {
  const { over, last } = resolvePath(map.dataverse.table, path);
  const table = over.at(-1)?.table ?? map.dataverse.table;
  const options = tables.get(table)?.columns.get(last)?.options;
  return options === undefined ? undefined : { name: `${table}.${last}`, options };
}

const unique = (values: readonly Value[]): readonly Value[] => [
  ...new Map(
    values.map((value) => [`${value.column}|${value.value}|${String(value.label)}`, value]),
  ).values(),
];

const shown = (options: ReadonlyMap<string, string>): string =>
  [...options].map(([value, label]) => `${value} ${label}`.trim()).join(', ');
