import { parseArgs } from 'node:util';
import { startLedgerStore } from './start-ledger-store.ts';

/** `node ledger-store-process.ts [--port N] [--folder PATH]`: prints one JSON line when ready; SIGTERM ends it. */
const { values } = parseArgs({ options: { port: { type: 'string' }, folder: { type: 'string' } } });
const store = await startLedgerStore({
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.folder === undefined ? {} : { folder: values.folder }),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    void store.stop().finally(() => process.exit());
  });
const { port, connectionString } = store;
console.log(JSON.stringify({ port, connectionString }));
