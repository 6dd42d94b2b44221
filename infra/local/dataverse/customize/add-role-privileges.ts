import { z } from 'zod';
import type { Table } from '../schema/table.ts';
import { rowId } from '../store/row-id.ts';
import { requireRow } from '../web/find-row.ts';
import type { Key } from '../web/parse-key.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { readDefinition } from './read-definition.ts';

const depths = ['Basic', 'Local', 'Deep', 'Global'] as const;
const body = z.object({
  Privileges: z.array(z.object({ PrivilegeId: z.guid(), Depth: z.enum([...depths, '0', '1', '2', '3']) })),
});

/**
 * `POST roles(id)/Microsoft.Dynamics.CRM.AddPrivilegesRole`
 * @throws WebApiError 404 for a privilege that is not there.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/addprivilegesrole
 */
export function addRolePrivileges(request: WebRequest, table: Table, key: Key): WebReply {
  if (request.method !== 'POST') throw refusals.methodNotAllowed();
  const { database, roles } = request.world;
  const role = rowId(table, requireRow(database, table, key));
  const privileges = readDefinition(request, body).Privileges.map(({ PrivilegeId, Depth }) => {
    const id = PrivilegeId.toLowerCase();
    if (database.rows('privilege').get(id) === undefined) throw refusals.noSuchPrivilege(id);
    return { id, depth: depths.find((name) => name === Depth) ?? depths[Number(Depth)] ?? 'Basic' };
  });
  roles.add(role, privileges);
  return reply.empty();
}
