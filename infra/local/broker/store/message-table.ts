import type { StoredMessage } from './stored-message.ts';

/**
 * The messages of a queue by sequence number, with ordered browsing. Removed numbers stay in the order until they
 * are the majority, so that removing costs O(1).
 */
export class MessageTable {
  readonly #byNumber = new Map<number, StoredMessage>();
  #order: number[] = [];

  get size(): number {
    return this.#byNumber.size;
  }

  get(sequenceNumber: number): StoredMessage | undefined {
    return this.#byNumber.get(sequenceNumber);
  }

  /** Ascending numbers are appended; a dead-letter queue also gets earlier ones, which are inserted. */
  add(message: StoredMessage): void {
    const { sequenceNumber } = message;
    this.#byNumber.set(sequenceNumber, message);
    const last = this.#order.at(-1);
    if (last === undefined || last < sequenceNumber) this.#order.push(sequenceNumber);
    else {
      const at = this.#firstFrom(sequenceNumber);
      if (this.#order[at] !== sequenceNumber) this.#order.splice(at, 0, sequenceNumber);
    }
  }

  remove(sequenceNumber: number): void {
    this.#byNumber.delete(sequenceNumber);
    if (this.#order.length > 2 * this.#byNumber.size + 64) {
      this.#order = this.#order.filter((number) => this.#byNumber.has(number));
    }
  }

  /** Messages from a sequence number on, in ascending order. */
  *from(sequenceNumber: number): Generator<StoredMessage> {
    for (let at = this.#firstFrom(sequenceNumber); at < this.#order.length; at++) {
      const message = this.#byNumber.get(this.#order[at] as number);
      if (message !== undefined) yield message;
    }
  }

  #firstFrom(sequenceNumber: number): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#order[middle] as number) < sequenceNumber) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
