import type { PropertyValues } from '../encoding/merge-application-properties.ts';
import { mergeApplicationProperties } from '../encoding/merge-application-properties.ts';
import { Alarm } from './alarm.ts';
import type { Clock } from './clock.ts';
import type { Consumer, LockedMessage } from './consumer.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Recorder } from './journal-record.ts';
import { LockTable } from './lock-table.ts';
import { MessageTable } from './message-table.ts';
import type { StoredMessage } from './stored-message.ts';

export interface QueueOptions {
  /** As in the client's address, e.g. `changes/Subscriptions/sync`; the name of the queue in the journal. */
  readonly address: string;
  readonly lockMs: number;
  readonly maxDeliveryCount: number;
  /** Absent for a dead-letter queue: its messages stay whatever their delivery count. */
  readonly deadLetters?: Queue;
  readonly clock: Clock;
  readonly record: Recorder;
}

/**
 * The messages of a subscription or of its dead-letter queue: active, locked or deferred. Knows nothing of AMQP.
 * Settling answers false when the lock is unknown or has run out.
 */
export class Queue {
  readonly address: string;
  readonly #options: QueueOptions;
  readonly #messages = new MessageTable();
  readonly #dispatcher: Dispatcher;
  readonly #locks: LockTable;
  readonly #expiry: Alarm;
  #deferredCount = 0;

  constructor(options: QueueOptions) {
    this.address = options.address;
    this.#options = options;
    this.#locks = new LockTable(options.lockMs);
    this.#dispatcher = new Dispatcher({
      isGivable: (message) => this.#keepUnlessExpired(message),
      give: (message, consumer) => this.#give(message, consumer),
    });
    this.#expiry = new Alarm(options.clock, () => this.#expireLocks());
  }

  /** Active messages (also locked ones) and deferred ones. */
  get counts(): { readonly active: number; readonly deferred: number } {
    return { active: this.#messages.size - this.#deferredCount, deferred: this.#deferredCount };
  }

  get hasDeadLetterQueue(): boolean {
    return this.#options.deadLetters !== undefined;
  }

  add(message: StoredMessage): void {
    this.#options.record({ kind: 'message', entity: this.address, message });
    this.#messages.add(message);
    this.#makeReady(message);
  }

  /** Puts back a message from the journal. One that was locked when the broker ended counts as delivered once more. */
  restore(message: StoredMessage): void {
    this.#messages.add(message);
    if (message.deferred) this.#deferredCount++;
    const wasLocked = message.locked;
    message.locked = false;
    if (!wasLocked || !this.#countDelivery(message)) this.#makeReady(message);
  }

  /** Gives messages to the consumer, now and whenever one comes, as long as it wants any. */
  attend(consumer: Consumer): void {
    this.#dispatcher.attend(consumer);
  }

  leave(consumer: Consumer): void {
    this.#dispatcher.leave(consumer);
  }

  complete(lockToken: string): boolean {
    const message = this.#locks.release(lockToken, this.#options.clock.now());
    if (message === undefined) return false;
    this.#remove(message);
    return true;
  }

  abandon(lockToken: string, properties: PropertyValues): boolean {
    const message = this.#release(lockToken, properties);
    if (message === undefined) return false;
    if (!this.#countDelivery(message)) this.#makeReady(message);
    return true;
  }

  defer(lockToken: string, properties: PropertyValues): boolean {
    const message = this.#release(lockToken, properties);
    if (message === undefined) return false;
    if (!message.deferred) this.#deferredCount++;
    message.deferred = true;
    this.#recordState(message);
    return true;
  }

  /** @throws Error on a dead-letter queue, see `hasDeadLetterQueue`. */
  deadLetter(lockToken: string, properties: PropertyValues): boolean {
    const message = this.#locks.release(lockToken, this.#options.clock.now());
    if (message === undefined) return false;
    this.#moveToDeadLetters(message, properties);
    return true;
  }

  /** Until when the lock holds now (milliseconds since 1970). */
  renewLock(lockToken: string): number | undefined {
    return this.#locks.renew(lockToken, this.#options.clock.now());
  }

  /** Locks deferred messages: all, or none and undefined when one is missing, not deferred or locked. */
  lockDeferred(sequenceNumbers: readonly number[]): LockedMessage[] | undefined {
    return this.#findDeferred(sequenceNumbers)?.map((message) => this.#lock(message));
  }

  /** Removes deferred messages: all, or none and undefined when one is missing, not deferred or locked. */
  takeDeferred(sequenceNumbers: readonly number[]): StoredMessage[] | undefined {
    const messages = this.#findDeferred(sequenceNumbers);
    messages?.forEach((message) => this.#remove(message));
    return messages;
  }

  /** Looks at messages in the order of their sequence numbers, deferred and locked ones too. */
  peek(fromSequenceNumber: number, limit: number): Readonly<StoredMessage>[] {
    const found: StoredMessage[] = [];
    const now = this.#options.clock.now();
    for (const message of this.#messages.from(fromSequenceNumber)) {
      if (found.length >= limit) break;
      if (message.expiresAt > now) found.push(message);
    }
    return found;
  }

  stop(): void {
    this.#expiry.clear();
  }

  /** Everything that is in the queue. */
  messages(): Iterable<Readonly<StoredMessage>> {
    return this.#messages.from(0);
  }

  #give(message: StoredMessage, consumer: Consumer): void {
    if (consumer.mode === 'peekLock') consumer.take(this.#lock(message));
    else {
      this.#remove(message);
      consumer.take(message);
    }
  }

  #keepUnlessExpired(message: StoredMessage): boolean {
    if (message.expiresAt > this.#options.clock.now()) return true;
    this.#remove(message);
    return false;
  }

  #lock(message: StoredMessage): LockedMessage {
    const locked = this.#locks.lock(message, this.#options.clock.now());
    message.locked = true;
    this.#recordState(message);
    this.#expiry.set(locked.lockedUntil);
    return locked;
  }

  #release(lockToken: string, properties: PropertyValues): StoredMessage | undefined {
    const message = this.#locks.release(lockToken, this.#options.clock.now());
    if (message === undefined) return undefined;
    message.locked = false;
    if (Object.keys(properties).length > 0) {
      message.content = mergeApplicationProperties(message.content, properties);
      this.#options.record({ kind: 'message', entity: this.address, message });
    }
    return message;
  }

  #expireLocks(): number | undefined {
    for (const message of this.#locks.takeExpired(this.#options.clock.now())) {
      message.locked = false;
      if (!this.#countDelivery(message)) this.#makeReady(message);
    }
    return this.#locks.nextExpiry;
  }

  /** Counts a delivery that was not settled. True when it was the last one and the message is a dead letter now. */
  #countDelivery(message: StoredMessage): boolean {
    message.deliveryCount++;
    if (this.#options.deadLetters === undefined || message.deliveryCount < this.#options.maxDeliveryCount) {
      this.#recordState(message);
      return false;
    }
    this.#moveToDeadLetters(message, {
      DeadLetterReason: 'MaxDeliveryCountExceeded',
      DeadLetterErrorDescription: `Message could not be consumed after ${this.#options.maxDeliveryCount} delivery attempts.`,
    });
    return true;
  }

  #makeReady(message: StoredMessage): void {
    if (!message.deferred) this.#dispatcher.makeReady(message);
  }

  #moveToDeadLetters(message: StoredMessage, properties: PropertyValues): void {
    const { deadLetters } = this.#options;
    if (deadLetters === undefined) throw new Error(`${this.address} has no dead-letter queue.`);
    this.#remove(message);
    const content = mergeApplicationProperties(message.content, properties);
    deadLetters.add({ ...message, content, expiresAt: Infinity, deferred: false, locked: false });
  }

  #findDeferred(sequenceNumbers: readonly number[]): StoredMessage[] | undefined {
    const messages: StoredMessage[] = [];
    for (const sequenceNumber of new Set(sequenceNumbers)) {
      const message = this.#messages.get(sequenceNumber);
      if (message === undefined || !message.deferred || message.locked) return undefined;
      messages.push(message);
    }
    return messages;
  }

  #remove(message: StoredMessage): void {
    this.#messages.remove(message.sequenceNumber);
    if (message.deferred) this.#deferredCount--;
    this.#options.record({ kind: 'removed', entity: this.address, sequenceNumber: message.sequenceNumber });
  }

  #recordState({ sequenceNumber, deliveryCount, deferred, locked }: StoredMessage): void {
    this.#options.record({
      kind: 'state',
      entity: this.address,
      sequenceNumber,
      deliveryCount,
      deferred,
      locked,
    });
  }
}
