import type { WebReply, WebRequest } from '../web/web-request.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';

/**
 * `GET RetrieveRolePrivilegesRole(RoleId=guid)`
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveroleprivilegesrole
 */
export function retrieveRolePrivileges({ world, method }: WebRequest, key: string): WebReply {
  if (method !== 'GET') throw refusals.methodNotAllowed();
  const id = /^RoleId=([0-9a-f-]{36})$/i.exec(key)?.[1]?.toLowerCase() ?? '';
  if (world.database.rows('role').get(id) === undefined) throw refusals.badQuery(`There is no role ${id}.`);
  return reply.json(200, {
    '@odata.context': `${world.url}/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.RetrieveRolePrivilegesRoleResponse`,
    RolePrivileges: world.roles.privileges(id).map((each) => ({
      Depth: each.depth,
      PrivilegeId: each.id,
      BusinessUnitId: world.database.rows('businessunit').first()?.['businessunitid'] ?? null,
      PrivilegeName: world.database.rows('privilege').get(each.id)?.['name'] ?? null,
    })),
  });
}
