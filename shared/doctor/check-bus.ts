import { checkTopology } from '../messaging/service-bus/check-topology.ts';
import type { ServiceBusAddress } from '../messaging/service-bus/service-bus-bus.ts';
import { ok, unknown, wrong, type Diagnosis } from './diagnosis.ts';

const words = {
  missing: 'is not there',
  refused: 'may not be read by this identity',
  disabled: 'is switched off',
} as const;

/** Whether the bus can be reached and has every topic and subscription. @throws BusError */
export async function checkBus(address: ServiceBusAddress): Promise<readonly Diagnosis[]> {
  const { subscriptions, unreachable } = await checkTopology(address);
  return [
    ...(unreachable.length === 0
      ? [ok('Service Bus', `All ${subscriptions} subscriptions of the topology are there.`)]
      : unreachable.map(({ topic, subscription, reason }) =>
          wrong(
            'Service Bus',
            `Subscription ${subscription} of topic ${topic} ${words[reason]}.`,
            reason === 'refused'
              ? 'Give the identity of the app Azure Service Bus Data Receiver and Sender of the namespace.'
              : 'Deploy the topology again: shared/messaging/topology.json is what the infrastructure is made from.',
          ),
        )),
    unknown(
      'Service Bus',
      'Lock time, deliveries, duplicate detection and sizes of the topics cannot be read by a data client.',
      'az servicebus topic subscription show, against the defaults of shared/messaging/topology.json.',
    ),
  ];
}
