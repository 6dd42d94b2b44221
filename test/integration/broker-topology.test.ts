import { describe, expect, it } from 'vitest';
import realTopology from '../../shared/messaging/topology.json' with { type: 'json' };
import { startBroker } from '../../infra/local/broker/start-broker.ts';
import type { Topology } from '../../infra/local/broker/topology.ts';
import { smallTopology } from './broker-bus.ts';

const start = (topology: unknown) => startBroker({ topology: topology as Topology });

describe("the broker's topology", () => {
  it('may be the real one', async () => {
    const broker = await start(realTopology);
    expect(broker.counts('changes-expense', 'sync')).toEqual({
      active: 0,
      scheduled: 0,
      deadLetter: 0,
      deferred: 0,
      deferredDeadLetter: 0,
    });
    await broker.stop();
  });

  it.each([
    [
      'defaults.lockSeconds',
      { ...smallTopology(), defaults: { ...smallTopology().defaults, lockSeconds: '30' } },
    ],
    ['topics[0].subscriptions[0].name', smallTopology({}, [{ name: 'a', subscriptions: [{ name: 'a/b' }] }])],
    [
      'maxDelivery',
      smallTopology({}, [{ name: 'a', subscriptions: [], maxDelivery: 3 } as Topology['topics'][number]]),
    ],
    [
      'topics',
      smallTopology({}, [
        { name: 'a', subscriptions: [] },
        { name: 'A', subscriptions: [] },
      ]),
    ],
    ['topics', { defaults: smallTopology().defaults }],
  ])('is refused with the name of the wrong member: %s', async (member, topology) => {
    await expect(start(topology)).rejects.toThrow(member);
  });

  it('is refused on a port that is taken', async () => {
    const broker = await start(smallTopology());
    await expect(startBroker({ topology: smallTopology(), port: broker.port })).rejects.toThrow('EADDRINUSE');
    await broker.stop();
  });
});
