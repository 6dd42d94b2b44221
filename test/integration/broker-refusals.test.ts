import { describe, expect, it } from 'vitest';
import { openBus, smallTopology, TOPIC } from './broker-bus.ts';

describe('refusals', () => {
  it('names a topic that does not exist as the service does', async () => {
    const { client } = await openBus();
    const refusal = {
      code: 'MessagingEntityNotFound',
      message: expect.stringMatching(/^The messaging entity '.*nowhere' could not be found\./) as string,
    };
    await expect(client.createSender('nowhere').sendMessages({ body: 'x' })).rejects.toMatchObject(refusal);
    await expect(client.createSender('nowhere').createMessageBatch()).rejects.toMatchObject(refusal);
  });

  it('names a subscription that does not exist as the service does', async () => {
    const { client } = await openBus();
    const receiver = client.createReceiver(TOPIC, 'nowhere');
    const refusal = { code: 'MessagingEntityNotFound' };
    await expect(receiver.receiveMessages(1, { maxWaitTimeInMs: 500 })).rejects.toMatchObject(refusal);
    await expect(receiver.peekMessages(1)).rejects.toMatchObject(refusal);
  });

  it('tells the client the largest message size of the topic', async () => {
    const topics = [{ name: TOPIC, subscriptions: [{ name: 'sync' }], maxMessageKilobytes: 2 }];
    const { sender } = await openBus(smallTopology({}, topics));
    const batch = await sender.createMessageBatch();
    expect(batch.maxSizeInBytes).toBe(2048);
    expect(batch.tryAddMessage({ body: 'x'.repeat(3000) })).toBe(false);
  });

  it('refuses a message that is too large, sent or scheduled, and keeps the link usable', async () => {
    const { sender, counts } = await openBus(smallTopology({ maxMessageKilobytes: 2 }));
    const large = { body: 'x'.repeat(3000) };
    const refusal = { code: 'MessageSizeExceeded' };
    await expect(sender.sendMessages(large)).rejects.toMatchObject(refusal);
    await expect(sender.scheduleMessages(large, new Date(Date.now() + 60_000))).rejects.toMatchObject(
      refusal,
    );
    await sender.sendMessages({ body: 'small' });
    expect(counts()).toMatchObject({ active: 1, scheduled: 0 });
  });

  it('tells messages apart that are sent at the same moment', async () => {
    const { sender, counts } = await openBus(smallTopology({ maxMessageKilobytes: 2 }));
    await sender.createMessageBatch();
    const results = await Promise.allSettled(
      ['small', 'x'.repeat(3000), 'small too'].map((body) => sender.sendMessages({ body })),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(counts().active).toBe(2);
  });

  it('refuses a session receiver', async () => {
    const { client } = await openBus();
    await expect(client.acceptSession(TOPIC, 'sync', 'one')).rejects.toThrow("session 'one'");
  });

  it('takes messages only into topics and gives them only out of subscriptions', async () => {
    const { client } = await openBus();
    await expect(
      client.createSender(`${TOPIC}/Subscriptions/sync`).sendMessages({ body: 'x' }),
    ).rejects.toThrow('takes messages only from its topic');
    await expect(client.createReceiver(TOPIC).receiveMessages(1, { maxWaitTimeInMs: 500 })).rejects.toThrow(
      'receive from a subscription',
    );
  });

  it('throws for counts of a subscription that does not exist', async () => {
    const { broker } = await openBus();
    expect(() => broker.counts(TOPIC, 'nowhere')).toThrow('no subscription nowhere of a topic changes');
  });
});
