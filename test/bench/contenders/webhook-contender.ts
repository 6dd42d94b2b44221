import { closedLoop } from '../run/closed-loop.ts';
import type { Stack } from '../stack/stack.ts';
import { startFunctionsProcess } from '../stack/start-functions-process.ts';
import type { Subscription } from '../stack/bench-topics.ts';
import { emptiness } from '../stack/emptiness.ts';
import type { Contender } from './contender.ts';
import { postContext } from './post-context.ts';

export interface WebhookApp {
  readonly key: Contender['key'];
  readonly title: string;
  /** Module that registers its functions, relative to the project's root. */
  readonly entry: string;
  readonly route: string;
  /** Where its changes pass: empty when all are done. */
  readonly queue: Subscription;
}

/** An app in a functions host of its own: webhook in, row in Finance out. */
export async function webhookContender(
  stack: Stack,
  { key, title, entry, route, queue }: WebhookApp,
  settings: Readonly<Record<string, string>>,
): Promise<Contender> {
  const host = await startFunctionsProcess(entry, settings);
  const url = host.endpoint(route);
  const queued = emptiness(stack.serviceBus, queue);
  return {
    key,
    title,
    async run(concurrent, count) {
      const changes = await stack.changes.take(count);
      try {
        const loop = await closedLoop(concurrent, count, async (position) => {
          const { contract, context } = at(changes, position);
          const from = performance.now();
          const arrived = stack.arrivals.arrival(contract).then(() => performance.now() - from);
          // The row may come before the answer; a refusal ends the run before the row is missed.
          const [answer, latency] = await Promise.all([postContext(url, context), arrived]);
          return { latency, answer };
        });
        await queued.untilEmpty();
        return loop;
      } catch (error) {
        throw new Error(`${title}: ${String(error)}\n${host.lastLines()}`, { cause: error });
      }
    },
    async stop() {
      await queued.close();
      await host.stop();
    },
  };
}

function at<T>(list: readonly T[], position: number): T {
  const element = list[position];
  if (element === undefined) throw new RangeError(`There is no element ${position}`);
  return element;
}
