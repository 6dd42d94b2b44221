import { metadataId } from '../metadata/metadata-id.ts';
import { privilegeName, privilegeTypes } from '../metadata/privileges.ts';
import { schema } from '../schema/schema.ts';
import { rowId } from '../store/row-id.ts';
import { requireRow } from '../web/find-row.ts';
import type { Key } from '../web/parse-key.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';

/**
 * `GET /systemusers(id)/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`: all, less what the switch `withoutPrivileges`
 * takes from the application user.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveuserprivileges
 */
export function retrieveUserPrivileges({ world, method }: WebRequest, key: Key): WebReply {
  if (method !== 'GET') throw refusals.methodNotAllowed();
  const users = schema.byName.get('systemuser');
  if (users === undefined) throw refusals.noSuchResource('systemusers');
  const user = requireRow(world.database, users, key);
  const { rolesDecide, withoutPrivileges } = world.behaviour.now;
  const isApplication = user['applicationid'] !== null;
  const id = rowId(users, user);
  const names = schema.tables
    .flatMap((table) => privilegeTypes.map((type) => privilegeName(type, table)))
    .filter(
      (name) =>
        !isApplication ||
        (!withoutPrivileges.includes(name) && (!rolesDecide || world.roles.allow(id, name))),
    );
  return reply.json(200, {
    '@odata.context': `${world.url}/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.RetrieveUserPrivilegesResponse`,
    RolePrivileges: names.map((name) => ({
      Depth: 'Global',
      PrivilegeId: metadataId(name),
      BusinessUnitId: world.database.rows('businessunit').first()?.['businessunitid'] ?? null,
      PrivilegeName: name,
    })),
  });
}
