import type { ProcessErrorArgs, ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import type { Listener } from '../listener.ts';
import { ownTurn } from './own-turn.ts';
import { renewLock } from './renew-lock.ts';
import { untilReachable } from './until-reachable.ts';

export interface ServiceBusListenerOptions {
  /** With `skipParsingBodyAsJson` and without lock renewal of its own. */
  readonly receiver: ServiceBusReceiver;
  readonly maxConcurrentCalls: number;
  readonly autoCompleteMessages: boolean;
  /** How long the lock of a running message is renewed, in milliseconds. */
  readonly maxAutoLockRenewalDuration: number;
  run(message: ServiceBusReceivedMessage): Promise<unknown>;
  /** Told once per problem until messages arrive again: the SDK repeats it with every attempt to reconnect. */
  onProblem(text: string): void;
}

/**
 * Receives the messages of a subscription. A function that returns completes its message; one that throws
 * abandons it, also without autoCompleteMessages, as the .NET processor does. The SDK reconnects for ever.
 */
export function startServiceBusListener(options: ServiceBusListenerOptions): Listener {
  const { receiver } = options;
  const turn = ownTurn();
  const running = new Set<Promise<void>>();
  let lastProblem = '';
  const problem = (text: string): void => {
    if (text !== lastProblem) options.onProblem(text);
    lastProblem = text;
  };

  async function handle(message: ServiceBusReceivedMessage): Promise<void> {
    lastProblem = '';
    const stopRenewal = renewLock(receiver, message, options.maxAutoLockRenewalDuration);
    const ok = await options.run(message).then(
      () => true,
      () => false,
    );
    stopRenewal();
    try {
      await turn();
      if (!ok) await receiver.abandonMessage(message);
      else if (options.autoCompleteMessages) await receiver.completeMessage(message);
    } catch (error) {
      problem(
        `Message ${String(message.messageId)} was not settled and will be delivered again: ${String(error)}`,
      );
    }
  }

  const waiting = new AbortController();
  const subscribe = (): { close(): Promise<void> } =>
    receiver.subscribe(
      {
        async processMessage(message) {
          const work = handle(message);
          running.add(work);
          await work;
          running.delete(work);
        },
        processError: ({ errorSource, entityPath, error }: ProcessErrorArgs) => {
          problem(`${entityPath}: ${errorSource}: ${error.message}`);
          return Promise.resolve();
        },
      },
      { autoCompleteMessages: false, maxConcurrentCalls: options.maxConcurrentCalls },
    );
  const subscription = untilReachable(receiver, (error) => problem(String(error)), waiting.signal).then(
    (reachable) => (reachable ? subscribe() : undefined),
  );

  return {
    async stop() {
      waiting.abort();
      await (await subscription)?.close();
      while (running.size > 0) await Promise.all(running);
    },
    close: () => receiver.close(),
  };
}
