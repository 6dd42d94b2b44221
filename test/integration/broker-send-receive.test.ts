import { describe, expect, it } from 'vitest';
import {
  BY_HAND,
  TOPIC,
  bodies,
  connect,
  givesNothing,
  numberOf,
  openBus,
  smallTopology,
  take,
  takeOne,
} from './broker-bus.ts';

describe('sending and receiving', () => {
  it('gives a message to a receiver as it was sent', async () => {
    const { sender, receiver, clock } = await openBus();
    await sender.sendMessages({
      body: { text: 'Ünïcode ☃', count: 1.5 },
      messageId: 'm-1',
      subject: 'create',
      correlationId: 'c-1',
      contentType: 'application/json',
      to: 'there',
      replyTo: 'here',
      partitionKey: 'p',
      timeToLive: 60_000,
      applicationProperties: { text: 'x', half: 0.5, negative: -5, large: 12_345_678_901, yes: true },
    });

    const message = await takeOne(receiver);

    expect(message).toMatchObject({
      body: { text: 'Ünïcode ☃', count: 1.5 },
      messageId: 'm-1',
      subject: 'create',
      correlationId: 'c-1',
      contentType: 'application/json',
      to: 'there',
      replyTo: 'here',
      partitionKey: 'p',
      timeToLive: 60_000,
      applicationProperties: { text: 'x', half: 0.5, negative: -5, large: 12_345_678_901, yes: true },
      deliveryCount: 0,
      state: 'active',
    });
    expect(message.sequenceNumber?.toNumber()).toBe(1);
    expect(message.enqueuedSequenceNumber).toBe(1);
    expect(message.enqueuedTimeUtc).toEqual(new Date(clock.now()));
    expect(message.lockedUntilUtc).toEqual(new Date(clock.now() + 30_000));
  });

  it('gives a message that was sent without an id one of 32 hexadecimal characters', async () => {
    const { sender, receiver } = await openBus();
    await sender.sendMessages({ body: 'x', applicationProperties: { kept: 1 } });
    const message = await takeOne(receiver);
    expect(message.messageId).toMatch(/^[0-9a-f]{32}$/);
    expect(message.applicationProperties).toEqual({ kept: 1 });
  });

  it('takes a batch apart and keeps its order', async () => {
    const { sender, receiver } = await openBus();
    const batch = await sender.createMessageBatch();
    for (let n = 0; n < 50; n++) batch.tryAddMessage({ body: n });
    await sender.sendMessages(batch);
    expect(bodies(await take(receiver, 50))).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('carries a message of nearly the largest size over several frames', async () => {
    const { sender, receiver } = await openBus();
    const body = 'x'.repeat(250 * 1024);
    await sender.sendMessages({ body });
    expect((await takeOne(receiver)).body).toBe(body);
  });

  it('gives each subscription its own copy', async () => {
    const topology = smallTopology({}, [
      { name: TOPIC, subscriptions: [{ name: 'sync' }, { name: 'audit' }] },
    ]);
    const { sender, receiver, client, broker } = await openBus(topology);
    await sender.sendMessages({ body: 'x' });
    await receiver.completeMessage(await takeOne(receiver));
    expect((await takeOne(client.createReceiver(TOPIC, 'audit'))).body).toBe('x');
    expect(broker.counts(TOPIC, 'sync').active).toBe(0);
  });

  it('gives a subscription with a correlation filter only what matches all of it', async () => {
    const filter = { label: 'create', properties: { company: 'usmf' } };
    const { sender, receiver, counts } = await openBus(
      smallTopology({}, [{ name: TOPIC, subscriptions: [{ name: 'sync', filter }] }]),
    );
    await sender.sendMessages([
      { body: 1, subject: 'create', applicationProperties: { company: 'usmf' } },
      { body: 2, subject: 'create', applicationProperties: { company: 'demf' } },
      { body: 3, subject: 'update', applicationProperties: { company: 'usmf' } },
      { body: 4 },
    ]);
    expect(counts().active).toBe(1);
    expect((await takeOne(receiver)).body).toBe(1);
  });

  it('finds entities whatever the case of their address', async () => {
    const { client, receiver } = await openBus();
    await client.createSender('CHANGES').sendMessages({ body: 'x' });
    expect((await takeOne(client.createReceiver('Changes', 'SYNC'))).body).toBe('x');
    expect(await givesNothing(receiver)).toBe(true);
  });

  it('sends no more than the receiver asked for, so that others get the rest at once', async () => {
    const { sender, receiver, client } = await openBus();
    await sender.sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
    expect(bodies(await take(receiver, 1))).toEqual([1]);
    expect(bodies(await take(client.createReceiver(TOPIC, 'sync', BY_HAND), 2))).toEqual([2, 3]);
  });

  it('strands no message when a receiver takes back what it asked for', async () => {
    const { sender, receiver } = await openBus();
    let rounds = 0;
    const emptyHanded = async (): Promise<number> => {
      const started = performance.now();
      expect(await givesNothing(receiver)).toBe(true);
      const milliseconds = performance.now() - started;
      await sender.sendMessages({ body: ++rounds });
      const message = await takeOne(receiver);
      expect([message.body, message.deliveryCount]).toEqual([rounds, 0]);
      return milliseconds;
    };
    // The client waits 200 ms for a message, then 200 ms for an answer that its credit is used up. The quickest round
    // tells whether that answer came; a slow machine only makes the others longer.
    await expect.poll(emptyHanded).toBeLessThan(380);
    await emptyHanded();
  });

  it('removes a message at once in receiveAndDelete mode', async () => {
    const { sender, client, counts } = await openBus();
    await sender.sendMessages([{ body: 1 }, { body: 2 }]);
    const receiver = client.createReceiver(TOPIC, 'sync', { receiveMode: 'receiveAndDelete' });
    expect(bodies(await take(receiver, 2))).toEqual([1, 2]);
    expect(counts().active).toBe(0);
  });

  it('feeds a subscriber and completes what its handler returned from', async () => {
    const { sender, receiver, counts } = await openBus();
    const seen: unknown[] = [];
    const subscription = receiver.subscribe(
      {
        processMessage: ({ body }) => Promise.resolve(void seen.push(body)),
        processError: () => Promise.resolve(),
      },
      { maxConcurrentCalls: 8 },
    );
    await sender.sendMessages(Array.from({ length: 200 }, (_, n) => ({ body: n })));
    await expect.poll(() => counts().active).toBe(0);
    await subscription.close();
    expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it('deals messages out in turn to the receivers that wait', async () => {
    const { sender, client, broker, counts } = await openBus();
    const seen: number[] = [0, 0];
    for (const index of [0, 1]) {
      connect(broker.connectionString)
        .createReceiver(TOPIC, 'sync', BY_HAND)
        .subscribe({
          processMessage: () => Promise.resolve(void (seen[index] = (seen[index] ?? 0) + 1)),
          processError: () => Promise.resolve(),
        });
    }
    // Both wait from here on.
    await expect
      .poll(async () => {
        await sender.sendMessages({ body: 'is anybody there' });
        return Math.min(...seen);
      })
      .toBeGreaterThan(0);
    await expect.poll(() => counts().active).toBe(0);
    seen.fill(0);
    for (let n = 0; n < 20; n++) await sender.sendMessages({ body: n });
    await expect.poll(() => (seen[0] ?? 0) + (seen[1] ?? 0)).toBe(20);
    expect(Math.min(...seen)).toBeGreaterThan(5);
    await client.close();
  });

  it('looks at messages without taking them, page by page', async () => {
    const { sender, receiver } = await openBus();
    await sender.sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
    const first = numberOf(await takeOne(receiver));
    expect(bodies(await receiver.peekMessages(2))).toEqual([1, 2]);
    expect(bodies(await receiver.peekMessages(2))).toEqual([3]);
    expect(await receiver.peekMessages(2)).toEqual([]);
    expect(bodies(await receiver.peekMessages(9, { fromSequenceNumber: first.add(1) }))).toEqual([2, 3]);
  });

  it('takes back what is older than its time to live', async () => {
    const { sender, receiver, counts, clock } = await openBus();
    await sender.sendMessages([{ body: 'short', timeToLive: 50 }, { body: 'long' }]);
    clock.advance(51);
    expect(bodies(await receiver.peekMessages(5))).toEqual(['long']);
    expect(bodies(await take(receiver, 1))).toEqual(['long']);
    expect(counts().active).toBe(1);
  });

  it('goes on after every connection was dropped, with locks that run out by themselves', async () => {
    const { broker, sender, receiver, clock } = await openBus();
    await sender.sendMessages({ body: 'x' });
    await takeOne(receiver);
    broker.disconnectAll();
    const again = connect(broker.connectionString);
    await again.createSender(TOPIC).sendMessages({ body: 'y' });
    const other = again.createReceiver(TOPIC, 'sync', BY_HAND);
    const first = await takeOne(other);
    clock.advance(30_000);
    const messages = [first, await takeOne(other)];
    expect(messages.map(({ body, deliveryCount }): unknown[] => [body, deliveryCount])).toEqual([
      ['y', 0],
      ['x', 1],
    ]);
  });
});
