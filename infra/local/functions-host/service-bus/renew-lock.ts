import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';

const shortestWait = 50;

/**
 * Keeps a message locked until the returned function is called, at most for `duration` milliseconds. The SDK's own
 * renewal is not used because it outlives a lost connection: a message whose completion failed with the connection
 * would stay locked for the full duration instead of being delivered again when its lock ends.
 */
export function renewLock(
  receiver: Pick<ServiceBusReceiver, 'renewMessageLock'>,
  message: ServiceBusReceivedMessage,
  duration: number,
): () => void {
  const end = Date.now() + duration;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const schedule = (): void => {
    const remaining = (message.lockedUntilUtc?.getTime() ?? 0) - Date.now();
    const wait = Math.max(remaining / 2, shortestWait);
    if (stopped || remaining <= 0 || Date.now() + wait > end) return;
    // A failed attempt is tried again for as long as the lock may still hold.
    timer = setTimeout(() => void receiver.renewMessageLock(message).then(schedule, schedule), wait);
  };
  schedule();

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
