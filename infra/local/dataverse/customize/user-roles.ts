import { z } from 'zod';
import { projectDefinition, readDefinitionOptions } from '../metadata/project-definition.ts';
import type { Table } from '../schema/table.ts';
import { rowId } from '../store/row-id.ts';
import { requireRow } from '../web/find-row.ts';
import type { Key } from '../web/parse-key.ts';
import { refusals } from '../web/refusals.ts';
import { reply } from '../web/reply.ts';
import type { Segment } from '../web/split-path.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';
import { readDefinition } from './read-definition.ts';

const body = z.object({ '@odata.id': z.string().regex(/\/roles\([0-9a-f-]{36}\)$/i, 'must name a role') });

/**
 * `GET systemusers(id)/systemuserroles_association`, and `POST …/$ref`.
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/webapi/associate-disassociate-entities-using-web-api
 */
export function userRoles(
  request: WebRequest,
  users: Table,
  key: Key,
  reference: Segment | undefined,
): WebReply {
  const { database, roles, url } = request.world;
  const user = rowId(users, requireRow(database, users, key));
  if (reference === undefined && request.method === 'GET') {
    const { select } = readDefinitionOptions(request.query);
    return reply.json(200, {
      '@odata.context': `${url}/api/data/v9.2/$metadata#roles`,
      value: [...roles.of(user)].map((id) => {
        const { roleid, name } = database.rows('role').get(id) ?? {};
        return projectDefinition({ roleid, name }, select);
      }),
    });
  }
  if (reference?.name !== '$ref' || request.method !== 'POST') throw refusals.methodNotAllowed();
  const role = readDefinition(request, body)['@odata.id'].slice(-37, -1).toLowerCase();
  if (database.rows('role').get(role) === undefined)
    throw refusals.badDefinition(`There is no role ${role}.`);
  roles.assign(user, role);
  return reply.empty();
}
