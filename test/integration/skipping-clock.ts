import type { Clock } from '../../infra/local/broker/store/clock.ts';
import { systemClock } from '../../infra/local/broker/store/system-clock.ts';

interface Waiting {
  readonly at: number;
  readonly run: () => void;
  cancel: () => void;
}

/** The system's clock; what waits for a time can be made due before it. */
export class SkippingClock implements Clock {
  #aheadMs = 0;
  readonly #waiting = new Set<Waiting>();

  now(): number {
    return systemClock.now() + this.#aheadMs;
  }

  after(milliseconds: number, run: () => void): () => void {
    const waiting: Waiting = { at: this.now() + milliseconds, run, cancel: () => undefined };
    this.#waiting.add(waiting);
    this.#start(waiting);
    return () => {
      waiting.cancel();
      this.#waiting.delete(waiting);
    };
  }

  /** As if so much time had passed for what waits now. What comes later meets the system's time again. */
  skip(milliseconds: number): void {
    this.#aheadMs = milliseconds;
    const due = [...this.#waiting].filter(({ at }) => at <= this.now());
    for (const waiting of due) {
      waiting.cancel();
      this.#waiting.delete(waiting);
      waiting.run();
    }
    this.#aheadMs = 0;
    for (const waiting of this.#waiting) {
      waiting.cancel();
      this.#start(waiting);
    }
  }

  #start(waiting: Waiting): void {
    waiting.cancel = systemClock.after(waiting.at - this.now(), () => {
      this.#waiting.delete(waiting);
      waiting.run();
    });
  }
}
