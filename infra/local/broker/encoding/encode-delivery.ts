import type { StoredMessage } from '../store/stored-message.ts';
import { SECTION } from './sections.ts';

export interface Delivery {
  readonly message: Pick<
    StoredMessage,
    'sequenceNumber' | 'enqueuedSequenceNumber' | 'enqueuedAt' | 'deliveryCount' | 'content'
  >;
  readonly state: 'active' | 'deferred' | 'scheduled';
  /** Milliseconds since 1970; absent when nobody holds a lock. */
  readonly lockedUntil?: number;
}

const STATE_CODES = { active: 0, deferred: 1, scheduled: 2 } as const;
const UINT = 0x70;
const INT = 0x71;
const LONG = 0x81;
const TIMESTAMP = 0x83;
const MAP32 = 0xd1;
const NULL = 0x40;
const FALSE = 0x42;

const symbol = (name: string) =>
  Buffer.concat([Buffer.from([0xa3, name.length]), Buffer.from(name, 'ascii')]);
const SEQUENCE_NUMBER = symbol('x-opt-sequence-number');
const ENQUEUE_SEQUENCE_NUMBER = symbol('x-opt-enqueue-sequence-number');
const ENQUEUED_TIME = symbol('x-opt-enqueued-time');
const MESSAGE_STATE = symbol('x-opt-message-state');
const LOCKED_UNTIL = symbol('x-opt-locked-until');

/** More than header and own annotations ever take. */
const ROOM = 256;

/**
 * A message as it goes to a receiver: a fresh header and annotations before the bytes that the sender sent. Written
 * by hand because this runs for every delivery. The header's delivery count is 0 at the first delivery and always
 * present; the types of the annotations are those that the client reads.
 */
export function encodeDelivery({ message, state, lockedUntil }: Delivery): Buffer {
  const { content } = message;
  const out = Buffer.allocUnsafe(ROOM + content.annotations.length + content.bare.length);
  let at = writeHeader(out, content.timeToLive, message.deliveryCount);
  at = writeBytes(out, at, [0x00, 0x53, SECTION.messageAnnotations, MAP32]);
  const sizeAt = at;
  const ownCount = lockedUntil === undefined ? 8 : 10;
  at = out.writeUInt32BE(ownCount + content.annotationCount, sizeAt + 4);
  at = writeInt64(out, at, SEQUENCE_NUMBER, LONG, message.sequenceNumber);
  at = writeInt64(out, at, ENQUEUE_SEQUENCE_NUMBER, LONG, message.enqueuedSequenceNumber);
  at = writeInt64(out, at, ENQUEUED_TIME, TIMESTAMP, message.enqueuedAt);
  at += MESSAGE_STATE.copy(out, at);
  at = out.writeInt32BE(STATE_CODES[state], out.writeUInt8(INT, at));
  if (lockedUntil !== undefined) at = writeInt64(out, at, LOCKED_UNTIL, TIMESTAMP, lockedUntil);
  at += content.annotations.copy(out, at);
  out.writeUInt32BE(at - sizeAt - 4, sizeAt);
  at += content.bare.copy(out, at);
  return out.subarray(0, at);
}

/** durable, priority, ttl, first-acquirer, delivery-count */
function writeHeader(out: Buffer, timeToLive: number | undefined, deliveryCount: number): number {
  let at = writeBytes(out, 0, [0x00, 0x53, SECTION.header, 0xc0, 0, 5, FALSE, NULL]);
  at =
    timeToLive === undefined
      ? out.writeUInt8(NULL, at)
      : out.writeUInt32BE(timeToLive, out.writeUInt8(UINT, at));
  at = out.writeUInt8(FALSE, at);
  at = out.writeUInt32BE(deliveryCount, out.writeUInt8(UINT, at));
  out.writeUInt8(at - 5, 4);
  return at;
}

function writeBytes(out: Buffer, at: number, bytes: readonly number[]): number {
  for (const byte of bytes) out[at++] = byte;
  return at;
}

function writeInt64(out: Buffer, at: number, key: Buffer, constructor: number, value: number): number {
  const valueAt = out.writeUInt8(constructor, at + key.copy(out, at));
  out.writeInt32BE(Math.floor(value / 2 ** 32), valueAt);
  return out.writeUInt32BE(Math.floor(value) % 2 ** 32, valueAt + 4);
}
