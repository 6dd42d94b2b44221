import type { Content } from '../encoding/content.ts';
import { Alarm } from './alarm.ts';
import type { Clock } from './clock.ts';
import { MinHeap } from './min-heap.ts';

export interface ScheduledMessage {
  /** Given by the topic, for cancelling. */
  readonly sequenceNumber: number;
  readonly content: Content;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
}

/** The messages that wait in a topic for their time. */
export class ScheduledMessages {
  readonly #clock: Clock;
  readonly #onDue: (message: ScheduledMessage) => void;
  readonly #byNumber = new Map<number, ScheduledMessage>();
  readonly #byTime = new MinHeap<ScheduledMessage>(
    (a, b) => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.sequenceNumber < b.sequenceNumber),
  );
  readonly #alarm: Alarm;

  constructor(clock: Clock, onDue: (message: ScheduledMessage) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
    this.#alarm = new Alarm(clock, () => this.#release());
  }

  add(message: ScheduledMessage): void {
    this.#byNumber.set(message.sequenceNumber, message);
    this.#byTime.push(message);
    this.#alarm.set(message.dueAt);
  }

  has(sequenceNumber: number): boolean {
    return this.#byNumber.has(sequenceNumber);
  }

  /** Its place in the order of time is dropped when its time comes. */
  remove(sequenceNumber: number): void {
    this.#byNumber.delete(sequenceNumber);
  }

  /** In the order in which they were scheduled. */
  list(): ScheduledMessage[] {
    return [...this.#byNumber.values()];
  }

  stop(): void {
    this.#alarm.clear();
  }

  #release(): number | undefined {
    for (let next = this.#byTime.peek(); next !== undefined; next = this.#byTime.peek()) {
      if (next.dueAt > this.#clock.now()) return next.dueAt;
      this.#byTime.pop();
      if (this.#byNumber.delete(next.sequenceNumber)) this.#onDue(next);
    }
    return undefined;
  }
}
