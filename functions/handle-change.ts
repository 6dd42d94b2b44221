import type { InvocationContext } from '@azure/functions';
import { changeSchema } from '../shared/messaging/change.ts';
import { runChange } from '../shared/sync/run-change.ts';
import { z } from 'zod';
import { getRuntime } from './runtime.ts';

/** The worker hands the broker's sequence number on as a number; it names a delivery and is never calculated with. */
const sequenceNumber = z.coerce.string();

/**
 * Handler of every area's topic trigger: reads the change and runs it. Normal return completes the message, a throw
 * sends it towards the dead-letter queue.
 */
export async function handleChange(message: unknown, context: InvocationContext): Promise<void> {
  const change = changeSchema.safeParse(message);
  if (!change.success) {
    const why = change.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`unreadable change: ${why}`);
  }
  const { sync, ledgerPrepared } = await getRuntime();
  await ledgerPrepared;
  await runChange(sync, change.data, {
    sequenceNumber: sequenceNumber.parse(context.triggerMetadata?.['sequenceNumber']),
  });
}
