import { z } from 'zod';
import type { WebApi } from '../dataverse/web-api.ts';
import { parseJson } from '../odata/parse-json.ts';
import { readPage } from '../odata/read-page.ts';
import { CounterpartError } from '../sync/counterpart-error.ts';
import type { PrivilegeType } from './needed-privileges.ts';

const definition = z.object({
  Privileges: z.array(z.object({ Name: z.string(), PrivilegeType: z.string() })),
});
const held = z.object({
  RolePrivileges: z.array(z.object({ PrivilegeName: z.string().nullish(), Depth: z.coerce.string() })),
});
const whole = 'Global';

/** A privilege of a table that the user does not have for the whole organisation. */
export interface MissingPrivilege {
  readonly table: string;
  readonly type: PrivilegeType;
  /** `prvReadmsdyn_project` */
  readonly privilege: string;
}

/**
 * Which privileges a user lacks, by his roles and those of his teams.
 *
 * @param user id of the row of systemuser.
 * @throws CounterpartError
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveuserprivileges
 */
export async function missingPrivileges(
  api: WebApi,
  user: string,
  needed: ReadonlyMap<string, ReadonlySet<PrivilegeType>>,
): Promise<readonly MissingPrivilege[]> {
  const answer = await api.ask(
    { method: 'GET', path: `/systemusers(${user})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()` },
    { does: 'read', table: 'systemuser' },
  );
  const has = new Set(
    held
      .parse(parseJson(answer.text))
      .RolePrivileges.filter(({ Depth }) => Depth === whole)
      .map(({ PrivilegeName }) => PrivilegeName?.toLowerCase() ?? ''),
  );
  const missing = await Promise.all(
    [...needed].map(async ([table, types]) => {
      const names = await privilegesOf(api, table);
      return [...types].flatMap((type): readonly MissingPrivilege[] => {
        const privilege = names.get(type);
        return privilege === undefined || has.has(privilege.toLowerCase())
          ? []
          : [{ table, type, privilege }];
      });
    }),
  );
  return missing.flat();
}

/** Names of a table's privileges by their kind; none where the table is not there. */
async function privilegesOf(api: WebApi, table: string): Promise<ReadonlyMap<string, string>> {
  try {
    const { text } = await api.ask(
      { method: 'GET', path: `/EntityDefinitions(LogicalName='${table}')?$select=Privileges` },
      { does: 'read', table },
    );
    const { Privileges } = definition.parse(parseJson(text));
    return new Map(Privileges.map(({ Name, PrivilegeType }) => [PrivilegeType, Name]));
  } catch (error) {
    if (error instanceof CounterpartError && error.details.status === 404) return new Map();
    throw error;
  }
}

/**
 * Finds the application user of an Entra application, or whoever asks.
 *
 * @param applicationId client id; undefined: whoever signs these requests.
 * @returns id of the row of systemuser; undefined where the application has none.
 * @throws CounterpartError
 */
export async function findUser(api: WebApi, applicationId: string | undefined): Promise<string | undefined> {
  if (applicationId === undefined) {
    const { text } = await api.ask({ method: 'GET', path: '/WhoAmI' }, { does: 'read', table: 'systemuser' });
    return z.object({ UserId: z.string() }).parse(parseJson(text)).UserId;
  }
  const { text } = await api.ask(
    {
      method: 'GET',
      path: `/systemusers?$select=systemuserid&$filter=${encodeURIComponent(`applicationid eq ${applicationId}`)}`,
    },
    { does: 'read', table: 'systemuser' },
  );
  const id = readPage(text).rows[0]?.['systemuserid'];
  return typeof id === 'string' ? id : undefined;
}
