import type { Consumer } from './consumer.ts';
import { MinHeap } from './min-heap.ts';
import type { StoredMessage } from './stored-message.ts';

export interface DispatcherOptions {
  /** Whether a ready message may still be given out; one that may not is dropped here. */
  readonly isGivable: (message: StoredMessage) => boolean;
  readonly give: (message: StoredMessage, consumer: Consumer) => void;
}

/** Brings together the messages that are ready, lowest sequence number first, and the consumers that wait, in turn. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #ready = new MinHeap<StoredMessage>((a, b) => a.sequenceNumber < b.sequenceNumber);
  readonly #waiting = new Set<Consumer>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  makeReady(message: StoredMessage): void {
    this.#ready.push(message);
    this.#dispatch();
  }

  attend(consumer: Consumer): void {
    this.#waiting.add(consumer);
    this.#dispatch();
  }

  leave(consumer: Consumer): void {
    this.#waiting.delete(consumer);
  }

  #dispatch(): void {
    // A consumer that is added again while the loop runs is visited again: this deals the messages out in turn.
    for (const consumer of this.#waiting) {
      if (this.#ready.size === 0) return;
      this.#waiting.delete(consumer);
      if (!consumer.wants()) continue;
      const message = this.#takeReady();
      this.#waiting.add(consumer);
      if (message !== undefined) this.#options.give(message, consumer);
    }
  }

  #takeReady(): StoredMessage | undefined {
    for (let message = this.#ready.pop(); message !== undefined; message = this.#ready.pop()) {
      if (this.#options.isGivable(message)) return message;
    }
    return undefined;
  }
}
