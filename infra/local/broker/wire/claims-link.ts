import type { EventContext, Receiver } from 'rhea';
import { z } from 'zod';
import { message, types } from '../encoding/rhea.ts';
import type { Entities } from '../store/entities.ts';
import { notFound } from './amqp-errors.ts';
import { withoutManagement } from './address.ts';
import { reply } from './reply.ts';

const claimSchema = z.object({ name: z.string() });

/** Serves `$cbs`: takes any token, as this broker keeps no secrets, for an entity that exists. */
export function openClaimsLink(receiver: Receiver, entities: Entities): void {
  receiver.on('message', ({ message: encoded, delivery }: EventContext) => {
    delivery?.accept();
    const request = message.decode(encoded as unknown as Buffer);
    const claim = claimSchema.safeParse(request['application_properties']);
    const address = claim.success ? entityOf(claim.data.name) : '';
    const known = address === '' || entities.find(address) !== undefined;
    reply(receiver.session, request, {
      'status-code': types.wrap_int(known ? 202 : 404),
      'status-description': known ? 'Accepted' : notFound(address).description,
    });
  });
}

/** The audience is a URL such as `sb://127.0.0.1:5672/changes/Subscriptions/sync/$management`. */
function entityOf(audience: string): string {
  const path = URL.canParse(audience) ? new URL(audience).pathname : audience;
  return withoutManagement(decodeURIComponent(path).replace(/^\/+/, ''));
}
