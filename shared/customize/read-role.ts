import { z } from 'zod';
import type { WebApi } from '../dataverse/web-api.ts';
import { parseJson } from '../odata/parse-json.ts';
import { readPage, type JsonObject } from '../odata/read-page.ts';
import type { FoundRole, FoundUser } from './found-role.ts';
import type { FoundPrivilege } from './found-table.ts';
import { roleName } from './own-names.ts';

/**
 * What reading metadata takes: a role that was made from nothing lacks it. That these are enough is
 * assumed(metadata-privileges).
 */
const ofMetadata = ['prvReadEntity', 'prvReadAttribute', 'prvReadRelationship', 'prvReadOptionSet'];

const whole = 'Global';
const held = z.object({
  RolePrivileges: z.array(
    z.object({ PrivilegeId: z.string(), PrivilegeName: z.string().nullish(), Depth: z.coerce.string() }),
  ),
});

/**
 * Reads our role with its privileges, and the user of an application with its roles.
 *
 * @param name name of the installation.
 * @param applicationId client id; undefined: no user is looked for.
 * @throws CounterpartError
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveroleprivilegesrole
 */
export async function readRole(
  api: WebApi,
  name: string,
  applicationId: string | undefined,
): Promise<FoundRole> {
  const units = await list(api, 'businessunits', 'businessunitid', '_parentbusinessunitid_value eq null');
  const rootBusinessUnit = textOf(units[0]?.['businessunitid']);
  const roles = await list(
    api,
    'roles',
    'roleid,name',
    `name eq '${roleName(name).replaceAll("'", "''")}' and _businessunitid_value eq ${rootBusinessUnit}`,
  );
  const role = roles[0]?.['roleid'];
  const id = typeof role === 'string' ? role : undefined;
  const others = await list(
    api,
    'privileges',
    'privilegeid,name',
    ofMetadata.map((privilege) => `name eq '${privilege}'`).join(' or '),
  );
  return {
    rootBusinessUnit,
    id,
    held: id === undefined ? new Map() : await readHeld(api, id),
    others: others.map((row) => ({ id: textOf(row['privilegeid']), name: textOf(row['name']) })),
    user: applicationId === undefined ? 'unsaid' : await readUser(api, applicationId),
  };
}

async function readHeld(api: WebApi, role: string): Promise<ReadonlyMap<string, FoundPrivilege>> {
  const { text } = await api.ask(
    { method: 'GET', path: `/RetrieveRolePrivilegesRole(RoleId=${role})` },
    { does: 'read', table: 'role' },
  );
  return new Map(
    held
      .parse(parseJson(text))
      .RolePrivileges.filter(({ Depth }) => Depth === whole)
      .map(({ PrivilegeId, PrivilegeName }) => [
        PrivilegeId,
        { id: PrivilegeId, name: PrivilegeName ?? PrivilegeId },
      ]),
  );
}

async function readUser(api: WebApi, applicationId: string): Promise<FoundUser | undefined> {
  const [user] = await list(
    api,
    'systemusers',
    'systemuserid,_businessunitid_value',
    `applicationid eq ${applicationId}`,
  );
  if (user === undefined) return undefined;
  const id = textOf(user['systemuserid']);
  const { text } = await api.ask(
    { method: 'GET', path: `/systemusers(${id})/systemuserroles_association?$select=roleid` },
    { does: 'read', table: 'role' },
  );
  return {
    id,
    businessUnit: textOf(user['_businessunitid_value']),
    roles: new Set(readPage(text).rows.map((row) => textOf(row['roleid']))),
  };
}

async function list(
  api: WebApi,
  set: string,
  select: string,
  filter: string,
): Promise<readonly JsonObject[]> {
  const { text } = await api.ask(
    { method: 'GET', path: `/${set}?$select=${select}&$filter=${encodeURIComponent(filter)}` },
    { does: 'read', table: set },
  );
  return readPage(text).rows;
}

const textOf = (value: JsonObject[string] | undefined): string => (typeof value === 'string' ? value : '');
