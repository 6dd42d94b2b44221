import type { Change } from '../../../shared/messaging/change.ts';
import type { Area } from '../../../shared/table-map/area.ts';

/** A message as the bus keeps it. */
export interface BusMessage {
  readonly sequenceNumber: string;
  readonly messageId: string;
  readonly area: Area;
  readonly change: Change;
  readonly enqueuedAt: number;
  /** Milliseconds since 1970 from which it may be received. */
  readonly dueAt: number;
  deliveries: number;
  /** Counts up whenever the message changes hands: a settlement under an earlier number comes too late. */
  lock: number;
  state: 'scheduled' | 'active' | 'locked' | 'dead' | 'locked-dead' | 'deferred';
  reason: string | undefined;
}

/** A received message. */
export interface Delivery {
  readonly message: BusMessage;
  readonly sequenceNumber: string;
  /** Whether the lock is still ours. */
  held(): boolean;
  /** @returns whether the lock was still held; else the message is delivered again. */
  complete(): boolean;
  /** Gives the message back at once. Without effect when the lock is lost. */
  abandon(): void;
}
