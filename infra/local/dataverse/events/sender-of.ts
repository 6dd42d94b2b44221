import type { Endpoint } from '../endpoint.ts';
import type { EventSender } from './send-event.ts';
import { topicSender } from './topic-sender.ts';
import { webhookSender } from './webhook-sender.ts';

/** The sender for an endpoint; `organization` is the environment's domain name. */
export function senderOf(
  endpoint: Endpoint,
  organizationId: string,
  organization: string,
): EventSender | undefined {
  switch (endpoint.kind) {
    case 'webhook':
      return webhookSender(endpoint.url, endpoint.key, organizationId, organization);
    case 'service-bus':
      return topicSender(endpoint.connectionString, endpoint.topic, organizationId, organization);
    case 'none':
      return undefined;
  }
}
