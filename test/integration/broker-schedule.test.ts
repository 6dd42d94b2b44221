import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { bodies, givesNothing, openBus, smallTopology, take, takeOne, TOPIC } from './broker-bus.ts';

const soon = (milliseconds: number) => new Date(Date.now() + milliseconds);

describe('scheduling', () => {
  it('holds a scheduled message back until its time', async () => {
    const { sender, receiver, counts } = await openBus();
    const dueAt = soon(400);
    await sender.scheduleMessages({ body: 'x', messageId: 'm' }, dueAt);
    expect(await givesNothing(receiver)).toBe(true);
    expect(counts()).toMatchObject({ active: 0, scheduled: 1 });
    const message = await takeOne(receiver);
    expect(message).toMatchObject({ body: 'x', messageId: 'm', state: 'active' });
    expect(Date.now()).toBeGreaterThanOrEqual(dueAt.getTime());
    expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(dueAt.getTime());
    expect(counts().scheduled).toBe(0);
  });

  it('holds back a message that was sent with a time, alone or in a batch', async () => {
    const { sender, receiver } = await openBus();
    await sender.sendMessages({ body: 'alone', scheduledEnqueueTimeUtc: soon(300) });
    await sender.sendMessages([{ body: 'batch', scheduledEnqueueTimeUtc: soon(350) }, { body: 'now' }]);
    expect(bodies(await take(receiver, 1))).toEqual(['now']);
    expect(bodies(await take(receiver, 2))).toEqual(['alone', 'batch']);
  });

  it('releases messages in the order of their times', async () => {
    const { sender, receiver } = await openBus();
    const [a, b, c] = [soon(300), soon(100), soon(200)];
    await sender.scheduleMessages({ body: 'third' }, a);
    await sender.scheduleMessages({ body: 'first' }, b);
    await sender.scheduleMessages({ body: 'second' }, c);
    expect(bodies(await take(receiver, 3))).toEqual(['first', 'second', 'third']);
  });

  it('cancels a scheduled message once', async () => {
    const { sender, receiver, counts } = await openBus();
    const [first] = await sender.scheduleMessages([{ body: 1 }, { body: 2 }], soon(200));
    if (first === undefined) throw new Error('No sequence number.');
    await sender.cancelScheduledMessages(first);
    expect(counts().scheduled).toBe(1);
    expect(bodies(await take(receiver, 1))).toEqual([2]);
    await expect(sender.cancelScheduledMessages(first)).rejects.toMatchObject({
      code: 'MessageNotFound',
    });
  });

  it('shows scheduled messages to who peeks at the topic, not at the subscription', async () => {
    const { sender, receiver, client } = await openBus();
    await sender.scheduleMessages([{ body: 1 }, { body: 2 }], soon(60_000));
    const peeked = await client.createReceiver(TOPIC).peekMessages(5);
    expect(peeked.map(({ body, state }): unknown[] => [body, state])).toEqual([
      [1, 'scheduled'],
      [2, 'scheduled'],
    ]);
    expect(await receiver.peekMessages(5)).toEqual([]);
  });
});

describe('duplicate detection', () => {
  it('swallows a message whose id was used within the window, and still accepts it', async () => {
    const { sender, receiver } = await openBus();
    await sender.sendMessages({ body: 'first', messageId: 'm' });
    await sender.sendMessages({ body: 'copy', messageId: 'm' });
    await sender.sendMessages([
      { body: 'copy', messageId: 'm' },
      { body: 'other', messageId: 'n' },
      { body: 'copy', messageId: 'n' },
    ]);
    expect(bodies(await take(receiver, 2))).toEqual(['first', 'other']);
    expect(await givesNothing(receiver)).toBe(true);
  });

  it('swallows it also after the first was completed', async () => {
    const { sender, receiver } = await openBus();
    await sender.sendMessages({ body: 'first', messageId: 'm' });
    await receiver.completeMessage(await takeOne(receiver));
    await sender.sendMessages({ body: 'copy', messageId: 'm' });
    expect(await givesNothing(receiver)).toBe(true);
  });

  it('counts scheduled messages from when they are scheduled', async () => {
    const { sender, receiver, counts } = await openBus();
    await sender.scheduleMessages({ body: 'scheduled', messageId: 'm' }, soon(100));
    await sender.sendMessages({ body: 'copy', messageId: 'm' });
    const [number] = await sender.scheduleMessages({ body: 'copy', messageId: 'm' }, soon(100));
    expect(number?.toNumber()).toBeGreaterThan(0);
    expect(counts()).toMatchObject({ active: 0, scheduled: 1 });
    expect(bodies(await take(receiver, 1))).toEqual(['scheduled']);
    await sender.sendMessages({ body: 'copy', messageId: 'm' });
    expect(await givesNothing(receiver)).toBe(true);
  });

  it('takes the id again when the window has passed', async () => {
    const { sender, receiver } = await openBus(smallTopology({ duplicateDetectionSeconds: 0.2 }));
    await sender.sendMessages({ body: 'first', messageId: 'm' });
    await wait(250);
    await sender.sendMessages({ body: 'second', messageId: 'm' });
    expect(bodies(await take(receiver, 2))).toEqual(['first', 'second']);
  });

  it('keeps the ids of each topic apart', async () => {
    const subscriptions = [{ name: 'sync' }];
    const { sender, receiver, client } = await openBus(
      smallTopology({}, [
        { name: TOPIC, subscriptions },
        { name: 'other', subscriptions },
      ]),
    );
    await client.createSender('other').sendMessages({ body: 'x', messageId: 'm' });
    await sender.sendMessages({ body: 'y', messageId: 'm' });
    expect(bodies(await take(receiver, 1))).toEqual(['y']);
  });
});
