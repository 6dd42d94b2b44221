import { attributeTypes } from '../table-map/attribute-types.ts';
import { dataverseTable } from '../table-map/dataverse-table.ts';
import type { DataverseType, TableMap } from '../table-map/table-map.ts';
import { columnUses, type ColumnUse } from './column-uses.ts';
import type { Finding } from './finding.ts';
import type { ColumnDefinition, TableDefinition } from './metadata.ts';

/** Types that a column may have where a map takes it for one of ours; of dates, its behaviour. */
const fitting: Readonly<Record<DataverseType, readonly string[]>> = {
  ...attributeTypes,
  'date-only': ['DateOnly'],
  'user-local': ['UserLocal'],
  'time-zone-independent': ['TimeZoneIndependent'],
  lookup: ['Lookup', 'Customer', 'Owner'],
};

/** Whether the tables and columns that a map uses are there, and are what the map takes them for. */
export function checkDataverse(
  map: TableMap,
  tables: ReadonlyMap<string, TableDefinition | undefined>,
): readonly Finding[] {
  const uses = columnUses(map);
  return [
    ...[...new Set([map.dataverse.table, ...uses.map(({ table }) => table)])].flatMap((table) =>
      checkTable(map, table, tables.get(table)),
    ),
    ...uses.flatMap((use) => checkColumn(map, use, tables.get(use.table))),
  ];
}

function checkTable(map: TableMap, table: string, found: TableDefinition | undefined): readonly Finding[] {
  const about = { map: map.name, column: table };
  if (found === undefined)
    return [
      {
        ...about,
        severity: 'error',
        what: `Dataverse has no table ${table}.`,
        remedy: 'Install the solution that brings it, or switch the map off in MAPS_OFF.',
        stops: true,
      },
    ];
  const { set } = dataverseTable(table);
  if (found.set !== set)
    return [
      {
        ...about,
        severity: 'error',
        what: `The entity set of ${table} is ${found.set}, not ${set}.`,
        remedy: 'Correct the set of this table in our metadata.',
        stops: true,
      },
    ];
  if (map.toFinance === undefined || table !== map.dataverse.table || found.changeTracking) return [];
  return [
    {
      ...about,
      severity: 'warning',
      what: `Change tracking of ${table} is off: a delete whose event was lost is never found.`,
      remedy: `Switch on "Track changes" for ${table}; it cannot be switched off again.`,
      stops: false,
    },
  ];
}

function checkColumn(map: TableMap, use: ColumnUse, table: TableDefinition | undefined): readonly Finding[] {
  if (table === undefined) return [];
  const column = `${use.table}.${use.column}`;
  const error = (what: string, remedy: string): Finding => ({
    map: map.name,
    column,
    severity: 'error',
    what,
    remedy,
    stops: true,
  });
  const found = table.columns.get(use.column);
  if (found === undefined)
    return [
      error(
        `${use.table} has no column ${use.column}.`,
        'Install the solution that brings it (the number and company columns come with those of dual-write), or name the right column in the map.',
      ),
    ];
  if (!fitting[use.type].includes(typeOf(found)))
    return [
      error(
        `${column} is ${typeOf(found)} where the map takes it for ${use.type}.`,
        'Correct the type of this column in our metadata, and the pairs that use it, after a look at its values.',
      ),
    ];
  const missing = use.targets.filter((target) => found.targets?.includes(target) !== true);
  return missing.map((target) =>
    error(
      `${column} points to ${found.targets?.join(', ') ?? 'no table'}, not to ${target}.`,
      'Name the look-up that points there in the map.',
    ),
  );
}

const typeOf = ({ type, behavior }: ColumnDefinition): string =>
  type === 'DateTime' ? (behavior ?? type) : type;
