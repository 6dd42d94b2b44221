import { createHash } from 'node:crypto';
import type { WantedEndpoint } from './wanted.ts';

/** A topic, SAS key, JSON, UTF-8, an address. */
const topic = {
  contract: '5',
  authtype: '2',
  messageformat: '2',
  messagecharset: '1',
  namespaceformat: '2',
};
/** A webhook, its key. */
const webhook = { contract: '8', authtype: '4' };

/** Begins the description of everything that `npm run register` made and that has a description. */
export const registerMark = 'npm run register';

/** The columns of a service endpoint as text, and its secret. */
export interface EndpointBody {
  readonly columns: Readonly<Record<string, string>>;
  /** Column and value; undefined where the secret is not at hand. */
  readonly secret: { readonly column: string; readonly value: string } | undefined;
}

/**
 * What a service endpoint shall say. Which columns an endpoint of a topic needs is assumed(topic-endpoint); a webhook takes
 * the bare key. A secret cannot be read back, so a mark of it stands in the description: that tells when it was changed.
 *
 * @see https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/serviceendpoint
 */
export function endpointBody(endpoint: WantedEndpoint): EndpointBody {
  const { secret } = endpoint;
  const description = secret === undefined ? {} : { description: `${registerMark}, key ${markOf(secret)}` };
  if (endpoint.kind === 'webhook')
    return {
      columns: { ...webhook, url: endpoint.url, ...description },
      secret: secret === undefined ? undefined : { column: 'authvalue', value: secret },
    };
  return {
    columns: {
      ...topic,
      namespaceaddress: endpoint.address,
      path: endpoint.topic,
      saskeyname: endpoint.keyName,
      ...description,
    },
    secret: secret === undefined ? undefined : { column: 'saskey', value: secret },
  };
}

/** Nobody finds a key of 256 random bits by eight digits of its hash. */
const markOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 8);
