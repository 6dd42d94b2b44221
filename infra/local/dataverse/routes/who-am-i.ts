import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';

/** `GET /WhoAmI` */
export function whoAmI({ world, caller }: WebRequest): WebReply {
  const unit = world.database.rows('businessunit').first();
  return reply.json(200, {
    '@odata.context': `${world.url}/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
    BusinessUnitId: unit?.['businessunitid'] ?? null,
    UserId: caller.userId,
    OrganizationId: world.organizationId,
  });
}
