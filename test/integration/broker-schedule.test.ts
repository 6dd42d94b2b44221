import { describe, expect, it } from 'vitest';
import type { HandClock } from './hand-clock.ts';
import { bodies, givesNothing, openBus, smallTopology, take, takeOne, TOPIC } from './broker-bus.ts';

const after = (clock: HandClock, milliseconds: number) => new Date(clock.now() + milliseconds);

describe('scheduling', () => {
  it('holds a scheduled message back until its time', async () => {
    const { sender, receiver, counts, clock } = await openBus();
    const dueAt = after(clock, 400);
    await sender.scheduleMessages({ body: 'x', messageId: 'm' }, dueAt);
    expect(await givesNothing(receiver)).toBe(true);
    clock.advance(399);
    expect(counts()).toMatchObject({ active: 0, scheduled: 1 });
    clock.advance(1);
    const message = await takeOne(receiver);
    expect(message).toMatchObject({ body: 'x', messageId: 'm', state: 'active' });
    expect(message.enqueuedTimeUtc).toEqual(dueAt);
    expect(counts().scheduled).toBe(0);
  });

  it('holds back a message that was sent with a time, alone or in a batch', async () => {
    const { sender, receiver, clock } = await openBus();
    await sender.sendMessages({ body: 'alone', scheduledEnqueueTimeUtc: after(clock, 300) });
    await sender.sendMessages([
      { body: 'batch', scheduledEnqueueTimeUtc: after(clock, 350) },
      { body: 'now' },
    ]);
    expect(bodies(await take(receiver, 1))).toEqual(['now']);
    clock.advance(350);
    expect(bodies(await take(receiver, 2))).toEqual(['alone', 'batch']);
  });

  it('releases messages in the order of their times', async () => {
    const { sender, receiver, clock } = await openBus();
    const [a, b, c] = [after(clock, 300), after(clock, 100), after(clock, 200)];
    await sender.scheduleMessages({ body: 'third' }, a);
    await sender.scheduleMessages({ body: 'first' }, b);
    await sender.scheduleMessages({ body: 'second' }, c);
    clock.advance(300);
    expect(bodies(await take(receiver, 3))).toEqual(['first', 'second', 'third']);
  });

  it('cancels a scheduled message once', async () => {
    const { sender, receiver, counts, clock } = await openBus();
    const [first] = await sender.scheduleMessages([{ body: 1 }, { body: 2 }], after(clock, 200));
    if (first === undefined) throw new Error('No sequence number.');
    await sender.cancelScheduledMessages(first);
    expect(counts().scheduled).toBe(1);
    clock.advance(200);
    expect(bodies(await take(receiver, 1))).toEqual([2]);
    await expect(sender.cancelScheduledMessages(first)).rejects.toMatchObject({
      code: 'MessageNotFound',
    });
  });

  it('shows scheduled messages to who peeks at the topic, not at the subscription', async () => {
    const { sender, receiver, client, clock } = await openBus();
    await sender.scheduleMessages([{ body: 1 }, { body: 2 }], after(clock, 60_000));
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
    const { sender, receiver, counts, clock } = await openBus();
    await sender.scheduleMessages({ body: 'scheduled', messageId: 'm' }, after(clock, 100));
    await sender.sendMessages({ body: 'copy', messageId: 'm' });
    const [number] = await sender.scheduleMessages({ body: 'copy', messageId: 'm' }, after(clock, 100));
    expect(number?.toNumber()).toBeGreaterThan(0);
    expect(counts()).toMatchObject({ active: 0, scheduled: 1 });
    clock.advance(100);
    expect(bodies(await take(receiver, 1))).toEqual(['scheduled']);
    await sender.sendMessages({ body: 'copy', messageId: 'm' });
    expect(await givesNothing(receiver)).toBe(true);
  });

  it('takes the id again when the window has passed', async () => {
    const { sender, receiver, clock } = await openBus(smallTopology({ duplicateDetectionSeconds: 60 }));
    await sender.sendMessages({ body: 'first', messageId: 'm' });
    clock.advance(59_000);
    await sender.sendMessages({ body: 'copy', messageId: 'm' });
    clock.advance(2_000);
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
