import type { Content } from '../encoding/content.ts';

/** A message in a queue. Times are milliseconds since 1970. */
export interface StoredMessage {
  /** Given by the subscription; kept when the message moves to the dead-letter queue. */
  readonly sequenceNumber: number;
  /** Given by the topic. */
  readonly enqueuedSequenceNumber: number;
  readonly enqueuedAt: number;
  readonly expiresAt: number;
  content: Content;
  /** Deliveries that ended by abandon or by lock expiry: 0 at the first delivery. */
  deliveryCount: number;
  deferred: boolean;
  locked: boolean;
}
