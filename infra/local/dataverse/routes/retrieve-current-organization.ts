import { reply } from '../web/reply.ts';
import type { WebReply, WebRequest } from '../web/web-request.ts';

/** `GET /RetrieveCurrentOrganization(AccessType='Default')` */
export function retrieveCurrentOrganization({ world }: WebRequest): WebReply {
  const name = world.organizationId.replaceAll('-', '');
  return reply.json(200, {
    '@odata.context': `${world.url}/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.RetrieveCurrentOrganizationResponse`,
    Detail: {
      OrganizationId: world.organizationId,
      FriendlyName: 'Sandbox',
      OrganizationVersion: '9.2.0.0',
      UrlName: name,
      UniqueName: name,
      State: 'Enabled',
      Endpoints: {
        Count: 1,
        IsReadOnly: false,
        Keys: ['WebApplication'],
        Values: [`${world.url}/`],
      },
    },
  });
}
