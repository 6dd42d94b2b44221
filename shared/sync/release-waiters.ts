import { sendWaiters } from './send-waiters.ts';
import type { Sync } from './sync.ts';

/** Sends every change that waits for this record. */
export async function releaseWaiters(sync: Sync, parent: string): Promise<void> {
  await sendWaiters(sync, await sync.ledger.waitersOf(parent));
}
