import { parseServiceBusConnectionString } from '@azure/service-bus';
import { dataverseEventsTopic } from '../messaging/topics.ts';
import type { WantedEndpoint } from './wanted.ts';

/** Name of our service endpoint where nobody says another. */
export const defaultName = 'project-operations-sync';

/** What was given names no endpoint; the text says what must be given. */
export class EndpointError extends Error {}

/**
 * Where Dataverse shall send: a webhook where its address is given, else the topic of a connection string.
 *
 * @param environment `REGISTER_SERVICE_BUS`: connection string of a policy that may send; `REGISTER_WEBHOOK_KEY`: key of the
 *   function. Secrets stand in the environment, where a list of processes does not show them.
 * @param sandbox the embedded broker is then named by `SERVICE_BUS`.
 * @throws EndpointError
 */
export function wantedEndpoint(
  environment: Readonly<Record<string, string | undefined>>,
  webhook: string | undefined,
  sandbox: boolean,
): WantedEndpoint {
  if (webhook !== undefined) return webhookOf(webhook, environment['REGISTER_WEBHOOK_KEY'], sandbox);
  const text = environment['REGISTER_SERVICE_BUS'] ?? (sandbox ? environment['SERVICE_BUS'] : undefined);
  if (text === undefined || text === '')
    throw new EndpointError(
      'REGISTER_SERVICE_BUS must be set: the connection string of a policy of the Service Bus namespace that may send and nothing else. Or name a webhook: --webhook URL.',
    );
  try {
    const { endpoint, entityPath, sharedAccessKey, sharedAccessKeyName } =
      parseServiceBusConnectionString(text);
    if (entityPath !== undefined && entityPath !== dataverseEventsTopic)
      throw new Error(`it is one of ${entityPath}, not of ${dataverseEventsTopic}`);
    if (sharedAccessKeyName === undefined || sharedAccessKey === undefined)
      throw new Error('it has no SharedAccessKeyName and SharedAccessKey');
    return {
      kind: 'service-bus',
      address: endpoint.endsWith('/') ? endpoint : `${endpoint}/`,
      topic: dataverseEventsTopic,
      keyName: sharedAccessKeyName,
      secret: sharedAccessKey,
    };
  } catch (error) {
    throw new EndpointError(
      `REGISTER_SERVICE_BUS is no connection string that can be used: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function webhookOf(address: string, secret: string | undefined, sandbox: boolean): WantedEndpoint {
  if (!URL.canParse(address)) throw new EndpointError(`--webhook: ${address} is no address.`);
  const { protocol, port, searchParams } = new URL(address);
  if (searchParams.has('code'))
    throw new EndpointError(
      '--webhook: leave ?code= out; Dataverse adds the key of REGISTER_WEBHOOK_KEY by itself.',
    );
  if (!sandbox && (protocol !== 'https:' || port !== ''))
    throw new EndpointError(
      '--webhook: the address must begin with https: and have no port, since Dataverse calls no other.',
    );
  return { kind: 'webhook', url: address, secret: secret === '' ? undefined : secret };
}
