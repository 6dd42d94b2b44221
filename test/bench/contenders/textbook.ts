import type { Stack } from '../stack/stack.ts';
import { benchTopics } from '../stack/bench-topics.ts';
import type { Contender } from './contender.ts';
import { webhookContender } from './webhook-contender.ts';

/** Per message a read, a write and a record of it, sharing nothing. */
export const textbookContender = (stack: Stack): Promise<Contender> =>
  webhookContender(
    stack,
    {
      key: 'textbook',
      title: 'textbook function',
      entry: 'test/bench/textbook/functions.ts',
      route: 'textbook/events',
      queue: benchTopics.textbook,
    },
    {
      DATAVERSE_URL: stack.dataverse.url,
      FINANCE_URL: stack.finance.url,
      SERVICE_BUS: stack.serviceBus,
      LEDGER: stack.ledger.connectionString,
    },
  );
