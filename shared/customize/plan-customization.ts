import type { WebApi } from '../dataverse/web-api.ts';
import { columnUses } from '../map-check/column-uses.ts';
import { readPage } from '../odata/read-page.ts';
import { neededPrivileges } from '../register/needed-privileges.ts';
import { schemaNeeds } from '../register/schema-needs.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { compareRole, compareRoleForRemoval } from './compare-role.ts';
import { compareSchema } from './compare-schema.ts';
import { compareSchemaForRemoval, ownColumns } from './compare-schema-for-removal.ts';
import type { Customization } from './customization.ts';
import type { FoundTable } from './found-table.ts';
import { readRole } from './read-role.ts';
import { readTable } from './read-table.ts';

export interface CustomizationToPlan {
  readonly api: WebApi;
  /** Name of the installation. */
  readonly name: string;
  readonly allMaps: readonly TableMap[];
  readonly mapsInUse: readonly TableMap[];
  readonly applicationId: string | undefined;
  readonly enableChangeTracking: boolean;
}

/** Holds what the maps need of an environment against what it has. Reads only. @throws CounterpartError */
export async function planCustomization(asked: CustomizationToPlan): Promise<readonly Customization[]> {
  const { api, name, mapsInUse, applicationId, enableChangeTracking } = asked;
  const needed = neededPrivileges(mapsInUse);
  const tables = await readTables(api, [...tablesOf(asked.allMaps), ...needed.keys()]);
  const found = await readRole(api, name, applicationId);
  return [
    ...compareSchema(schemaNeeds(mapsInUse), tables, { enableChangeTracking }),
    ...compareRole({ name, needed, tables, found, applicationId }),
  ];
}

export interface RemovalToPlan {
  readonly api: WebApi;
  readonly name: string;
  readonly allMaps: readonly TableMap[];
  readonly dropData: boolean;
  /** Names of other installations on the same environment. */
  readonly others: readonly string[];
}

/** What taking away everything comes to that we added to an environment. Reads only. @throws CounterpartError */
export async function planCustomizationRemoval({
  api,
  name,
  allMaps,
  dropData,
  others,
}: RemovalToPlan): Promise<readonly Customization[]> {
  const tables = await readTables(api, tablesOf(allMaps));
  const withData = new Set<string>();
  for (const [table, found] of tables)
    for (const column of found === undefined ? [] : ownColumns(found))
      if (await holdsData(api, table, found?.set ?? '', column)) withData.add(`${table}.${column}`);
  return [
    ...compareRoleForRemoval(name, await readRole(api, name, undefined)),
    ...compareSchemaForRemoval(tables, { withData, dropData, others }),
  ];
}

const tablesOf = (maps: readonly TableMap[]): readonly string[] =>
  maps.flatMap((map) => [map.dataverse.table, ...columnUses(map).map(({ table }) => table)]);

const readTables = async (
  api: WebApi,
  names: readonly string[],
): Promise<ReadonlyMap<string, FoundTable | undefined>> =>
  new Map(
    await Promise.all([...new Set(names)].map(async (name) => [name, await readTable(api, name)] as const)),
  );

async function holdsData(api: WebApi, table: string, set: string, column: string): Promise<boolean> {
  const filter = encodeURIComponent(`${column} ne null`);
  const { text } = await api.ask(
    { method: 'GET', path: `/${set}?$select=${column}&$filter=${filter}&$top=1` },
    { does: 'read', table },
  );
  return readPage(text).rows.length > 0;
}
