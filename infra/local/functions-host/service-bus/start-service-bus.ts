import type { BoundFunction } from '../app/bound-function.ts';
import type { HostLog } from '../app/host-log.ts';
import type { Invoke } from '../app/invoke.ts';
import type { Listener } from '../listener.ts';
import type { HostJson } from '../settings/host-json.ts';
import type { TriggerOf } from '../settings/with-trigger.ts';
import { messageData } from './message-data.ts';
import { serviceBusConnections } from './service-bus-connections.ts';
import { startServiceBusListener } from './service-bus-listener.ts';
import { triggerMetadata } from './trigger-metadata.ts';

export interface ServiceBusOptions {
  readonly defaults: HostJson['extensions']['serviceBus'];
  readonly settings: NodeJS.ProcessEnv;
  readonly invoke: Invoke;
  readonly log: HostLog;
}

/**
 * Receives for all functions with a Service Bus trigger. Does not wait for the bus to be reachable.
 * @throws Error when a connection setting is not set
 */
export async function startServiceBus(
  functions: readonly BoundFunction<TriggerOf<'serviceBusTrigger'>>[],
  { defaults, settings, invoke, log }: ServiceBusOptions,
): Promise<Listener> {
  if (functions.length === 0) return { stop: () => Promise.resolve(), close: () => Promise.resolve() };
  const { ServiceBusClient } = await import('@azure/service-bus');
  const connections = serviceBusConnections(ServiceBusClient, settings);
  const receiving = { skipParsingBodyAsJson: true, maxAutoLockRenewalDurationInMs: 0 };
  // Every connection setting is read before the first message is taken.
  const clients = functions.map((bound) => ({
    ...bound,
    client: connections.client(bound.trigger.connection),
  }));

  const listeners = clients.map(({ fn, trigger, client }) =>
    startServiceBusListener({
      receiver: client.createReceiver(trigger.topicName, trigger.subscriptionName, receiving),
      maxAutoLockRenewalDuration: defaults.maxAutoLockRenewalDuration,
      maxConcurrentCalls: defaults.maxConcurrentCalls,
      autoCompleteMessages: trigger.autoCompleteMessages ?? defaults.autoCompleteMessages,
      run: (message) =>
        invoke(fn, {
          binding: trigger.binding,
          data: messageData(message.body, trigger.dataType),
          triggerMetadata: triggerMetadata(message),
          traceParent: message.applicationProperties?.['Diagnostic-Id']?.toString(),
        }),
      onProblem: (text) =>
        log({
          function: fn.metadata.name,
          invocationId: undefined,
          level: 'warning',
          category: 'system',
          text,
        }),
    }),
  );

  return {
    async stop() {
      await Promise.all(listeners.map((listener) => listener.stop()));
    },
    async close() {
      await Promise.all(listeners.map((listener) => listener.close()));
      await connections.close();
    },
  };
}
