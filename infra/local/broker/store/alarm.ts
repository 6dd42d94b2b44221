import type { Clock } from './clock.ts';

/**
 * One timer for many due times: it holds only the earliest. The handler does what is due and returns the next due
 * time, so that a queue of a hundred thousand locks costs one timer.
 */
export class Alarm {
  readonly #clock: Clock;
  readonly #handler: () => number | undefined;
  #dueAt = Infinity;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, handler: () => number | undefined) {
    this.#clock = clock;
    this.#handler = handler;
  }

  /** Makes sure that the handler runs at this time (milliseconds since 1970) or earlier. */
  set(dueAt: number): void {
    if (dueAt >= this.#dueAt) return;
    this.clear();
    this.#dueAt = dueAt;
    this.#cancel = this.#clock.after(dueAt - this.#clock.now(), () => {
      this.#dueAt = Infinity;
      this.#cancel = undefined;
      const next = this.#handler();
      if (next !== undefined) this.set(next);
    });
  }

  clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#dueAt = Infinity;
  }
}
