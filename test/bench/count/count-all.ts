import { syncContender } from '../contenders/sync.ts';
import { textbookContender } from '../contenders/textbook.ts';
import type { Step } from '../plan.ts';
import type { Stack } from '../stack/stack.ts';
import { countContender, type Counted } from './count-contender.ts';
import { countingProxy } from './counting-proxy.ts';

/** Counts for both whole contenders, in hosts of their own that reach the ledger store through a counting proxy. */
export async function countAll(stack: Stack, steps: readonly Step[]): Promise<readonly Counted[]> {
  const { ledger } = stack;
  const proxy = await countingProxy(ledger.port);
  const connectionString = ledger.connectionString.replace(`:${ledger.port}/`, `:${proxy.port}/`);
  const counting = { ...stack, ledger: { ...ledger, port: proxy.port, connectionString } };
  const counted: Counted[] = [];
  try {
    for (const start of [syncContender, textbookContender]) {
      const contender = await start(counting);
      try {
        counted.push(
          await countContender(
            counting,
            proxy,
            contender,
            steps.filter(({ counted: changes }) => changes > 0),
          ),
        );
      } finally {
        await contender.stop();
      }
    }
    return counted;
  } finally {
    await proxy.stop();
  }
}
