import { z } from 'zod';
import type { WebApi } from '../dataverse/web-api.ts';
import { parseJson } from '../odata/parse-json.ts';
import { privilegeTypes, type PrivilegeType } from '../register/needed-privileges.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import type { FoundPrivilege, FoundTable } from './found-table.ts';

const label = z.object({ LocalizedLabels: z.array(z.object({ Label: z.string() })).nullish() }).nullish();
const definition = z.object({
  EntitySetName: z.string(),
  ChangeTrackingEnabled: z.boolean().nullish(),
  Attributes: z.array(z.object({ LogicalName: z.string(), Description: label })),
  Keys: z.array(
    z.object({
      LogicalName: z.string(),
      KeyAttributes: z.array(z.string()),
      EntityKeyIndexStatus: z.string(),
    }),
  ),
  Privileges: z.array(z.object({ Name: z.string(), PrivilegeType: z.string(), PrivilegeId: z.string() })),
});

const query =
  '$select=EntitySetName,ChangeTrackingEnabled,Privileges&$expand=Attributes($select=LogicalName,Description),Keys($select=LogicalName,KeyAttributes,EntityKeyIndexStatus)';

/**
 * Reads what an installation adds to a table, and the table's privileges.
 *
 * @returns undefined where there is no such table.
 * @throws CounterpartError
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api
 */
export async function readTable(api: WebApi, table: string): Promise<FoundTable | undefined> {
  try {
    const { text } = await api.ask(
      { method: 'GET', path: `/EntityDefinitions(LogicalName='${table}')?${query}` },
      { does: 'read', table },
    );
    return foundTable(definition.parse(parseJson(text)));
  } catch (error) {
    if (error instanceof CounterpartError && error.details.status === 404) return undefined;
    throw error;
  }
}

const foundTable = (found: z.infer<typeof definition>): FoundTable => ({
  set: found.EntitySetName,
  tracksChanges: found.ChangeTrackingEnabled ?? false,
  columns: new Map(
    found.Attributes.map(({ LogicalName, Description }) => [
      LogicalName,
      Description?.LocalizedLabels?.[0]?.Label ?? '',
    ]),
  ),
  keys: found.Keys.map(({ LogicalName, KeyAttributes, EntityKeyIndexStatus }) => ({
    name: LogicalName,
    columns: KeyAttributes,
    status: EntityKeyIndexStatus,
  })),
  privileges: new Map(
    found.Privileges.flatMap(({ Name, PrivilegeType, PrivilegeId }) => {
      const type = privilegeTypes.find((each) => each === PrivilegeType);
      return type === undefined
        ? []
        : [[type, { id: PrivilegeId, name: Name }] as [PrivilegeType, FoundPrivilege]];
    }),
  ),
});
