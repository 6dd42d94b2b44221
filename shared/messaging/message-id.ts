import { createHash } from 'node:crypto';

/** Service Bus takes at most 128 characters as MessageId. */
const longest = 128;

/**
 * MessageId of one delivery of an idempotency key: `<key>`, `<key>#2`, `<key>#replay#1`. Every copy has its own id, or
 * duplicate detection would swallow it; equal input gives an equal id, so that a copy sent twice arrives once.
 */
export function messageId(key: string, ...suffix: readonly string[]): string {
  const id = [key, ...suffix].join('#');
  return id.length <= longest ? id : createHash('sha256').update(id).digest('hex');
}
