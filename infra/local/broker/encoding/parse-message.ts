import { randomBytes } from 'node:crypto';
import type { Typed } from 'rhea';
import type { Content } from './content.ts';
import { types } from './rhea.ts';
import { SECTION, sectionsOf } from './sections.ts';
import type { Section } from './sections.ts';

export interface ParsedMessage {
  readonly content: Content;
  /** The `x-opt-scheduled-enqueue-time` annotation, milliseconds since 1970. */
  readonly scheduledAt: number | undefined;
}

const SCHEDULED_ENQUEUE_TIME = 'x-opt-scheduled-enqueue-time';

/** What only the broker may say of a message. */
const OWN_ANNOTATIONS = new Set([
  'x-opt-sequence-number',
  'x-opt-enqueue-sequence-number',
  'x-opt-enqueued-time',
  'x-opt-locked-until',
  'x-opt-message-state',
]);

/**
 * Reads what the broker must know of a sent message and leaves the rest encoded. A message without id gets one of
 * 32 hexadecimal characters (assumed to be what the service does; the client's lock renewal needs one).
 * @throws Error when the bytes are not a message.
 */
export function parseMessage(encoded: Buffer): ParsedMessage {
  const sections = sectionsOf(encoded);
  const find = (code: number) => sections.find((section) => section.code === code);
  const bareAt = sections.find(({ code }) => code >= SECTION.properties)?.start ?? encoded.length;
  const properties = find(SECTION.properties);
  const messageId = properties && messageIdOf(items(encoded, properties)[0]);
  const annotations = readAnnotations(encoded, find(SECTION.messageAnnotations));
  const newId = randomBytes(16).toString('hex');
  return {
    content: {
      messageId: messageId ?? newId,
      annotations: annotations.encoded,
      annotationCount: annotations.count,
      timeToLive: timeToLive(encoded, find(SECTION.header)),
      bare:
        messageId === undefined
          ? withMessageId(encoded, bareAt, properties, newId)
          : Buffer.from(encoded.subarray(bareAt)),
    },
    scheduledAt: annotations.scheduledAt,
  };
}

function items(encoded: Buffer, section: Section): (Typed | undefined)[] {
  return new types.Reader(encoded.subarray(section.value, section.end)).read().value as Typed[];
}

function messageIdOf(id: Typed | undefined): string | undefined {
  const value: unknown = id?.value;
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  return `${id?.type.name ?? ''}:${Buffer.isBuffer(value) ? value.toString('hex') : JSON.stringify(value)}`;
}

function timeToLive(encoded: Buffer, header: Section | undefined): number | undefined {
  const value: unknown = header && items(encoded, header)[2]?.value;
  return typeof value === 'number' ? value : undefined;
}

function readAnnotations(encoded: Buffer, section: Section | undefined) {
  let scheduledAt: number | undefined;
  let count = 0;
  const writer = new types.Writer();
  const pairs = section ? items(encoded, section) : [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [key, value] = [pairs[at] as Typed, pairs[at + 1] as Typed];
    const name = String(key.value);
    if (OWN_ANNOTATIONS.has(name)) continue;
    if (name === SCHEDULED_ENQUEUE_TIME) scheduledAt = Number(value.value);
    writer.write(key);
    writer.write(value);
    count += 2;
  }
  return { encoded: count === 0 ? NONE : writer.toBuffer(), count, scheduledAt };
}

const NONE = Buffer.alloc(0);

function withMessageId(
  encoded: Buffer,
  bareAt: number,
  properties: Section | undefined,
  messageId: string,
): Buffer {
  const fields = properties ? items(encoded, properties) : [];
  const writer = new types.Writer();
  writer.write(
    types.described(
      types.wrap_ulong(SECTION.properties),
      types.wrap_list([types.wrap_string(messageId), ...fields.slice(1)]),
    ) as Typed,
  );
  return Buffer.concat([writer.toBuffer(), encoded.subarray(properties?.end ?? bareAt)]);
}
