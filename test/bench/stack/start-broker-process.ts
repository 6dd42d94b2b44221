import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import topology from '../../../shared/messaging/topology.json' with { type: 'json' };
import { benchTopics } from './bench-topics.ts';
import { startChild } from './start-child.ts';

export interface BrokerProcess {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** The embedded broker in a process of its own, in memory: the project's topics and the two of the bench. */
export async function startBrokerProcess(): Promise<BrokerProcess> {
  const topics = Object.values(benchTopics).map(({ topic: name, subscription }) => ({
    name,
    subscriptions: [{ name: subscription }],
  }));
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'topology.json');
    await writeFile(file, JSON.stringify({ ...topology, topics: [...topology.topics, ...topics] }));
    const child = await startChild('infra/local/broker/broker-process.ts', ['--topology', file]);
    const { connectionString } = z.object({ connectionString: z.string() }).parse(child.ready);
    return { connectionString, stop: () => child.stop() };
  } finally {
    await rm(folder, { recursive: true });
  }
}
