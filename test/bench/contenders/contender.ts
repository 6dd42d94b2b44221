import type { Loop } from '../run/closed-loop.ts';

/** Of one change, in milliseconds from the moment it was sent. */
export interface Timed {
  /** Until its effect was there. */
  readonly latency: number;
  /** Until the webhook had answered; undefined where there is none. */
  readonly answer?: number;
}

export type ContenderKey = 'sync' | 'textbook' | 'floor' | 'ledger' | 'ingest';

/** One way of doing it, or a part of it alone. */
export interface Contender {
  readonly key: ContenderKey;
  /** What the table calls it. */
  readonly title: string;
  /** Does so many changes in a closed loop, and returns when nothing of them is under way any more. */
  run(concurrent: number, changes: number): Promise<Loop<Timed>>;
  stop(): Promise<void>;
}
