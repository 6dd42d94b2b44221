import { correlationMatcher } from '../encoding/correlation-matcher.ts';
import type { Content } from '../encoding/content.ts';
import type { TopicTopology } from '../topology.ts';
import type { Clock } from './clock.ts';
import { DuplicateWindow } from './duplicate-window.ts';
import type { Recorder } from './journal-record.ts';
import { ScheduledMessages } from './scheduled-messages.ts';
import type { ScheduledMessage } from './scheduled-messages.ts';
import { Subscription } from './subscription.ts';
import type { TopicSettings } from './topic-settings.ts';

export interface TopicOptions {
  readonly topology: TopicTopology;
  readonly settings: TopicSettings;
  readonly clock: Clock;
  readonly record: Recorder;
}

/** A topic: takes messages in, swallows duplicates, keeps scheduled ones until their time, feeds the subscriptions. */
export class Topic {
  readonly name: string;
  readonly settings: TopicSettings;
  readonly subscriptions: readonly Subscription[];
  readonly duplicates: DuplicateWindow;
  readonly scheduled: ScheduledMessages;
  readonly #clock: Clock;
  readonly #record: Recorder;
  #lastSequenceNumber = 0;

  constructor({ topology, settings, clock, record }: TopicOptions) {
    this.name = topology.name;
    this.settings = settings;
    this.#clock = clock;
    this.#record = record;
    this.duplicates = new DuplicateWindow(settings.duplicateWindowMs);
    this.scheduled = new ScheduledMessages(clock, (message) => this.#activate(message));
    this.subscriptions = topology.subscriptions.map(
      ({ name, filter }) =>
        new Subscription({
          topic: this.name,
          name,
          matches: correlationMatcher(filter),
          settings,
          clock,
          record,
        }),
    );
  }

  /**
   * Takes a message for now or, with `dueAt` (milliseconds since 1970), for later. A duplicate is swallowed and still
   * gets a sequence number, as the sender must not see a difference.
   */
  publish(content: Content, dueAt: number | undefined): number {
    const sequenceNumber = ++this.#lastSequenceNumber;
    const now = this.#clock.now();
    const until = this.duplicates.admit(content.messageId, now);
    if (until === undefined) return sequenceNumber;
    this.#record({ kind: 'seen', entity: this.name, messageId: content.messageId, until });
    if (dueAt === undefined || dueAt <= now) this.#fanOut(content, sequenceNumber);
    else {
      this.#record({ kind: 'scheduled', entity: this.name, sequenceNumber, dueAt, content });
      this.scheduled.add({ sequenceNumber, dueAt, content });
    }
    return sequenceNumber;
  }

  /** Cancels scheduled messages: all, or none and false when one is not (or no longer) scheduled. */
  cancel(sequenceNumbers: readonly number[]): boolean {
    if (!sequenceNumbers.every((sequenceNumber) => this.scheduled.has(sequenceNumber))) return false;
    for (const sequenceNumber of sequenceNumbers) {
      this.scheduled.remove(sequenceNumber);
      this.#record({ kind: 'unscheduled', entity: this.name, sequenceNumber });
    }
    return true;
  }

  get lastSequenceNumber(): number {
    return this.#lastSequenceNumber;
  }

  /** Makes sure that a sequence number is not given out again. */
  used(sequenceNumber: number): void {
    this.#lastSequenceNumber = Math.max(this.#lastSequenceNumber, sequenceNumber);
  }

  stop(): void {
    this.scheduled.stop();
    this.subscriptions.forEach((subscription) => subscription.stop());
  }

  #activate({ sequenceNumber, content }: ScheduledMessage): void {
    this.#record({ kind: 'unscheduled', entity: this.name, sequenceNumber });
    this.#fanOut(content, sequenceNumber);
  }

  #fanOut(content: Content, sequenceNumber: number): void {
    for (const subscription of this.subscriptions) {
      if (subscription.matches(content)) subscription.enqueue(content, sequenceNumber);
    }
  }
}
