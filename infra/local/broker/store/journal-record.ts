import { z } from 'zod';

const bytes = z.base64().transform((text): Buffer => Buffer.from(text, 'base64'));

const content = z.object({
  messageId: z.string(),
  annotations: bytes,
  annotationCount: z.int(),
  timeToLive: z
    .number()
    .optional()
    .transform((value) => value),
  bare: bytes,
});

const message = z.object({
  sequenceNumber: z.int(),
  enqueuedSequenceNumber: z.int(),
  enqueuedAt: z.number(),
  /** JSON knows no infinity. */
  expiresAt: z
    .number()
    .nullable()
    .transform((value) => value ?? Infinity),
  content,
  deliveryCount: z.int(),
  deferred: z.boolean(),
  locked: z.boolean(),
});

const entity = z.string();
const sequenceNumber = z.int();

/**
 * What is written to the journal: states, not commands, so that the last record of a message wins whatever the
 * topology has become. `entity` is a topic's name or a queue's address.
 */
export const journalRecordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), entity, message }),
  z.object({
    kind: z.literal('state'),
    entity,
    sequenceNumber,
    deliveryCount: z.int(),
    deferred: z.boolean(),
    locked: z.boolean(),
  }),
  z.object({ kind: z.literal('removed'), entity, sequenceNumber }),
  z.object({ kind: z.literal('scheduled'), entity, sequenceNumber, dueAt: z.number(), content }),
  z.object({ kind: z.literal('unscheduled'), entity, sequenceNumber }),
  z.object({ kind: z.literal('seen'), entity, messageId: z.string(), until: z.number() }),
  /** The highest sequence number given out, for when its message is gone from the journal. */
  z.object({ kind: z.literal('counter'), entity, sequenceNumber }),
]);

export type JournalRecord = Readonly<z.output<typeof journalRecordSchema>>;
export type Recorder = (record: JournalRecord) => void;
