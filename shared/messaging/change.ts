import { z } from 'zod';

/**
 * A change: the notification that one record may have changed. It names map and row and is never the data.
 * Strings only: the Functions library parses JSON bodies before we see them, and would round numbers.
 */
export const changeSchema = z.object({
  schema: z.literal('change/1'),
  /** Name of the table map. */
  map: z.string().min(1),
  /** System in which the change happened. */
  source: z.enum(['dataverse', 'finance']),
  /** Names the record under its map: Dataverse id in lower case, or the canonical Finance key (see canonicalKey). */
  row: z.string().min(1),
  /** What the source said happened. The row itself decides; only a delete needs the word. */
  event: z.enum(['create', 'update', 'delete', 'seen', 'release', 'check', 'expect']),
  /** `verify` ignores the stored hash, reads the counterpart and writes the difference. */
  mode: z.enum(['normal', 'verify']),
  /** Idempotency key: what makes two deliveries of one change equal. */
  key: z.string().min(1).max(200),
  /** '1' for the first delivery, higher for scheduled copies after a retry or a wait. */
  attempt: z.string().regex(/^[1-9]\d*$/),
  /** Attempts made before this chain of retries began: a replay starts counting anew without reusing a MessageId. */
  base: z.string().regex(/^\d+$/),
  /** When the source saw it, ISO 8601 UTC; for lag and the timeline, never for order. */
  at: z.iso.datetime(),
  /** Where it came from: webhook, topic, event, scan, waiter, replay … for the timeline. */
  origin: z.string().min(1),
});

export type Change = z.infer<typeof changeSchema>;
