import type { Content } from '../encoding/content.ts';
import type { Clock } from './clock.ts';
import type { Recorder } from './journal-record.ts';
import { Queue } from './queue.ts';
import type { TopicSettings } from './topic-settings.ts';

export interface SubscriptionOptions {
  readonly topic: string;
  readonly name: string;
  readonly matches: (content: Content) => boolean;
  readonly settings: TopicSettings;
  readonly clock: Clock;
  readonly record: Recorder;
}

/** A subscription: its queue, its dead-letter queue, and what it takes from the topic. */
export class Subscription {
  readonly name: string;
  readonly matches: (content: Content) => boolean;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly #options: SubscriptionOptions;
  #lastSequenceNumber = 0;

  constructor(options: SubscriptionOptions) {
    const { topic, name, settings, clock, record } = options;
    const address = `${topic}/Subscriptions/${name}`;
    const shared = { lockMs: settings.lockMs, maxDeliveryCount: settings.maxDeliveryCount, clock, record };
    this.name = name;
    this.matches = options.matches;
    this.#options = options;
    this.deadLetters = new Queue({ ...shared, address: `${address}/$DeadLetterQueue` });
    this.queue = new Queue({ ...shared, address, deadLetters: this.deadLetters });
  }

  enqueue(content: Content, enqueuedSequenceNumber: number): void {
    const { clock, settings } = this.#options;
    const now = clock.now();
    this.queue.add({
      sequenceNumber: ++this.#lastSequenceNumber,
      enqueuedSequenceNumber,
      enqueuedAt: now,
      expiresAt: now + Math.min(content.timeToLive ?? Infinity, settings.timeToLiveMs),
      content,
      deliveryCount: 0,
      deferred: false,
      locked: false,
    });
  }

  get lastSequenceNumber(): number {
    return this.#lastSequenceNumber;
  }

  /** Makes sure that a sequence number is not given out again. */
  used(sequenceNumber: number): void {
    this.#lastSequenceNumber = Math.max(this.#lastSequenceNumber, sequenceNumber);
  }

  stop(): void {
    this.queue.stop();
    this.deadLetters.stop();
  }
}
