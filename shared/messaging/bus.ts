import type { Change } from './change.ts';
import type { ScanRequest } from './scan-request.ts';
import type { Area } from '../table-map/area.ts';

/** One dead letter of an area's subscription. Sequence numbers are decimal text. */
export interface DeadLetter {
  readonly sequenceNumber: string;
  readonly messageId: string;
  readonly deferred: boolean;
  readonly deadLetterReason: string | undefined;
  readonly enqueuedAt: string;
  /** The message body as text, at most 64 KiB. */
  readonly body: string;
}

/** A received dead letter that is locked by us until it is completed or deferred. */
export interface LockedDeadLetter extends DeadLetter {
  complete(): Promise<void>;
  defer(): Promise<void>;
  abandon(): Promise<void>;
}

/** The service bus as the sync sees it. @throws BusError when the bus cannot be reached. */
export interface Bus {
  /** Publishes changes to the topics of their areas, MessageId as given. */
  publish(messages: readonly ChangeMessage[]): Promise<void>;
  /** Enqueues a copy at the given time (ISO 8601 UTC). A MessageId that was used in the duplicate window is swallowed. */
  schedule(message: ChangeMessage, at: string): Promise<void>;
  /** Enqueues a message that this version cannot read, as it is, for another one to take. MessageId as for `schedule`. */
  giveBack(area: Area, messageId: string, body: object, at: string): Promise<void>;
  /** Requests a scan, coalesced: requests for the same map and company within the window become one. */
  requestScan(request: ScanRequest): Promise<void>;
  /** Locks up to `limit` dead letters of an area that are not deferred yet. */
  receiveDeadLetters(area: Area, limit: number): Promise<readonly LockedDeadLetter[]>;
  /** Locks one deferred dead letter, or undefined when it is gone. */
  receiveDeferredDeadLetter(area: Area, sequenceNumber: string): Promise<LockedDeadLetter | undefined>;
  close(): Promise<void>;
}

export interface ChangeMessage {
  readonly area: Area;
  readonly messageId: string;
  readonly change: Change;
  /** `bulk`: beside the changes of the day, which it must not keep waiting. */
  readonly lane?: 'bulk';
}
