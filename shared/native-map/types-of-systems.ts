import type {
  ColumnDefinition,
  DataverseMetadata,
  EntityDefinition,
  FinanceMetadata,
  PropertyDefinition,
  TableDefinition,
} from '../map-check/metadata.ts';
import type { DataverseColumn, FinanceProperty } from '../table-map/metadata/column-types.ts';
import type { EnvironmentTypes } from './environment-types.ts';

/** The types that both systems say, each table and set asked once. */
export function typesOfSystems(
  dataverse: Pick<DataverseMetadata, 'tableDefinition'>,
  finance: Pick<FinanceMetadata, 'entityDefinition'>,
): EnvironmentTypes {
  const tables = new Map<string, Promise<TableDefinition | undefined>>();
  const sets = new Map<string, Promise<EntityDefinition | undefined>>();
  const tableOf = async (table: string): Promise<TableDefinition | undefined> => {
    const names = (await dataverse.tableDefinition(table, new Set()))?.columns.keys();
    return names === undefined ? undefined : dataverse.tableDefinition(table, new Set(names));
  };
  return {
    columnOf: async (table, column) => {
      const asked = tables.get(table) ?? tableOf(table);
      tables.set(table, asked);
      const found = (await asked)?.columns.get(column);
      return found === undefined ? undefined : columnType(found);
    },
    propertyOf: async (set, name) => {
      const asked = sets.get(set) ?? finance.entityDefinition(set, new Set());
      sets.set(set, asked);
      const found = [...((await asked)?.properties ?? [])].find(
        ([property]) => property.toLowerCase() === name.toLowerCase(),
      );
      if (found === undefined) return undefined;
      const [spelled, { type }] = found;
      if (type !== 'Enum') return named(spelled, propertyTypes[type]);
      const members = (await finance.entityDefinition(set, new Set([spelled])))?.properties.get(spelled);
      return named(spelled, enumOf(members));
    },
  };
}

const named = (
  name: string,
  property: FinanceProperty | undefined,
): { readonly name: string; readonly property: FinanceProperty } | undefined =>
  property === undefined ? undefined : { name, property };

const enumOf = (definition: PropertyDefinition | undefined): FinanceProperty | undefined =>
  definition?.members === undefined ? undefined : { enum: definition.members };

const propertyTypes: Readonly<Record<string, FinanceProperty | undefined>> = {
  String: 'string',
  Guid: 'guid',
  Int32: 'int32',
  Int64: 'int64',
  Real: 'real',
  Date: 'date',
  UtcDateTime: 'utc-date-time',
};

const columnTypes: Readonly<Record<string, DataverseColumn | undefined>> = {
  String: 'text',
  Memo: 'text',
  Uniqueidentifier: 'guid',
  Boolean: 'boolean',
  Integer: 'integer',
  BigInt: 'bigint',
  Decimal: 'decimal',
  Money: 'money',
  Picklist: 'choice',
  State: 'choice',
  Status: 'choice',
};

const dateTypes: Readonly<Record<string, DataverseColumn | undefined>> = {
  DateOnly: 'date-only',
  UserLocal: 'user-local',
  TimeZoneIndependent: 'time-zone-independent',
};

function columnType({ type, behavior, targets }: ColumnDefinition): DataverseColumn | undefined {
  if (targets !== undefined && targets.length > 0) return { lookup: targets };
  return type === 'DateTime' ? dateTypes[behavior ?? ''] : columnTypes[type];
}
