import type { Topology } from '../topology.ts';
import type { Clock } from './clock.ts';
import type { Recorder } from './journal-record.ts';
import type { Queue } from './queue.ts';
import { Topic } from './topic.ts';
import { topicSettings } from './topic-settings.ts';

export type Entity =
  { readonly kind: 'topic'; readonly topic: Topic } | { readonly kind: 'queue'; readonly queue: Queue };

/** Everything in the namespace, found by the address that a client names. */
export class Entities {
  readonly topics: readonly Topic[];
  readonly #byAddress = new Map<string, Entity>();

  constructor(topology: Topology, clock: Clock, record: Recorder) {
    this.topics = topology.topics.map(
      (topic) =>
        new Topic({ topology: topic, settings: topicSettings(topic, topology.defaults), clock, record }),
    );
    for (const topic of this.topics) {
      this.#byAddress.set(topic.name.toLowerCase(), { kind: 'topic', topic });
      for (const { queue, deadLetters } of topic.subscriptions) {
        this.#byAddress.set(queue.address.toLowerCase(), { kind: 'queue', queue });
        this.#byAddress.set(deadLetters.address.toLowerCase(), { kind: 'queue', queue: deadLetters });
      }
    }
  }

  /** Addresses are compared without case; a leading slash is dropped. */
  find(address: string): Entity | undefined {
    return this.#byAddress.get(address.replace(/^\/+/, '').toLowerCase());
  }

  stop(): void {
    this.topics.forEach((topic) => topic.stop());
  }
}
