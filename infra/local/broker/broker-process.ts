import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startBroker } from './start-broker.ts';
import type { Topology } from './topology.ts';

/**
 * The broker as a process of its own:
 * `node infra/local/broker/broker-process.ts [--port N] [--file PATH] [--topology PATH]`.
 * Prints one line of JSON, `{"port":…,"connectionString":…}`, when it is ready. Ends on SIGTERM and SIGINT.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    file: { type: 'string' },
    topology: {
      type: 'string',
      default: fileURLToPath(new URL('../../../shared/messaging/topology.json', import.meta.url)),
    },
  },
});

const broker = await startBroker({
  topology: JSON.parse(readFileSync(values.topology, 'utf8')) as Topology,
  port: Number(values.port),
  ...(values.file !== undefined && { file: values.file }),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void broker.stop());
console.log(JSON.stringify({ port: broker.port, connectionString: broker.connectionString }));
