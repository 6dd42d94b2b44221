import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { closedLoop } from '../run/closed-loop.ts';
import type { Stack } from '../stack/stack.ts';
import { startBrokerProcess } from '../stack/start-broker-process.ts';
import { startFunctionsProcess } from '../stack/start-functions-process.ts';
import { syncSettings } from '../stack/sync-settings.ts';
import type { Contender } from './contender.ts';
import { postContext } from './post-context.ts';

const context = z.object({ OperationId: z.guid() });

/** Our webhook with nobody behind it: a broker of its own keeps what it publishes. */
export async function ingestAlone(stack: Stack): Promise<Contender> {
  const broker = await startBrokerProcess();
  const host = await startFunctionsProcess('test/bench/ingest-alone/functions.ts', {
    ...syncSettings(stack),
    SERVICE_BUS: broker.connectionString,
  });
  const url = host.endpoint('dataverse/events');
  const [change] = await stack.changes.take(1);
  const text = change?.context ?? '';
  const { OperationId } = context.parse(JSON.parse(text));
  return {
    key: 'ingest',
    title: 'ingest alone',
    run(concurrent, changes) {
      // Each context is another event, or the broker would drop it as a double.
      const contexts = Array.from({ length: changes }, () => text.replaceAll(OperationId, randomUUID()));
      return closedLoop(concurrent, changes, async (position) => {
        const answer = await postContext(url, contexts[position] ?? '');
        return { latency: answer, answer };
      });
    },
    async stop() {
      await host.stop();
      await broker.stop();
    },
  };
}
