import type { ServiceBusReceiver } from '@azure/service-bus';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Resolves with true when the subscription answers, with false when the signal ends the wait.
 *
 * The SDK (7.9.5) must not subscribe before: when its first connection fails, two attempts run side by side. The
 * receiver then holds twice the credit under another name than its link, settles each message by a management request,
 * and goes deaf after 2,048 messages, because the link still counts them as unsettled.
 */
export async function untilReachable(
  receiver: Pick<ServiceBusReceiver, 'peekMessages'>,
  onProblem: (error: unknown) => void,
  signal: AbortSignal,
): Promise<boolean> {
  for (;;) {
    try {
      await receiver.peekMessages(1, { abortSignal: signal });
      return !signal.aborted;
    } catch (error) {
      if (signal.aborted) return false;
      onProblem(error);
    }
    await delay(500, undefined, { signal }).catch(() => undefined);
  }
}
