import { describe, expect, it } from 'vitest';
import {
  BY_HAND,
  REJECTED,
  TOPIC,
  bodies,
  connect,
  givesNothing,
  numberOf,
  openBus,
  smallTopology,
  take,
  takeDeferred,
  takeOne,
} from './broker-bus.ts';

describe('settling', () => {
  it('forgets a completed message', async () => {
    const { sender, receiver, counts } = await openBus();
    await sender.sendMessages({ body: 'x' });
    await receiver.completeMessage(await takeOne(receiver));
    expect(counts()).toEqual({
      active: 0,
      scheduled: 0,
      deadLetter: 0,
      deferredDeadLetter: 0,
      deferred: 0,
    });
    expect(await receiver.peekMessages(1)).toEqual([]);
  });

  it('gives an abandoned message out again at once, counted and with the properties it was abandoned with', async () => {
    const { sender, receiver } = await openBus();
    await sender.sendMessages({ body: 'x', applicationProperties: { kept: 'k', changed: 1 } });
    await receiver.abandonMessage(await takeOne(receiver), { changed: 2, added: 'a' });
    const message = await takeOne(receiver);
    expect(message.deliveryCount).toBe(1);
    expect(message.applicationProperties).toEqual({ kept: 'k', changed: 2, added: 'a' });
  });

  it('gives an abandoned message out before later ones', async () => {
    const { sender, receiver } = await openBus();
    await sender.sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
    const [first] = await take(receiver, 2);
    if (first) await receiver.abandonMessage(first);
    expect(bodies(await take(receiver, 2))).toEqual([1, 3]);
  });

  it('moves a dead-lettered message with reason, description, properties and its sequence number', async () => {
    const { sender, receiver, deadLetters, counts } = await openBus();
    await sender.sendMessages([
      { body: 'first' },
      { body: 'x', messageId: 'm', applicationProperties: { kept: 1 } },
    ]);
    const [, message] = await take(receiver, 2);
    if (message === undefined) throw new Error('No message.');
    await receiver.deadLetterMessage(message, {
      deadLetterReason: 'Rejected',
      deadLetterErrorDescription: 'The worker is not active.',
      added: true,
    });
    const dead = await takeOne(deadLetters);
    expect(dead).toMatchObject({
      body: 'x',
      messageId: 'm',
      deadLetterReason: 'Rejected',
      deadLetterErrorDescription: 'The worker is not active.',
      applicationProperties: { kept: 1, added: true },
    });
    expect(dead.sequenceNumber).toEqual(message.sequenceNumber);
    expect(counts()).toMatchObject({ active: 1, deadLetter: 1 });
    await deadLetters.completeMessage(dead);
    expect(counts()).toMatchObject({ active: 1, deadLetter: 0 });
  });

  it('moves a message to the dead letters when its deliveries are used up', async () => {
    const { sender, receiver, deadLetters } = await openBus(smallTopology({ maxDeliveryCount: 2 }));
    await sender.sendMessages({ body: 'x' });
    await receiver.abandonMessage(await takeOne(receiver));
    await receiver.abandonMessage(await takeOne(receiver));
    expect(await givesNothing(receiver)).toBe(true);
    const dead = await takeOne(deadLetters);
    expect(dead.deadLetterReason).toBe('MaxDeliveryCountExceeded');
    expect(dead.deliveryCount).toBe(2);
  });

  it('keeps a dead letter however often it is abandoned', async () => {
    const { sender, receiver, deadLetters } = await openBus(smallTopology({ maxDeliveryCount: 1 }));
    await sender.sendMessages({ body: 'x' });
    await receiver.abandonMessage(await takeOne(receiver));
    for (let n = 0; n < 3; n++) await deadLetters.abandonMessage(await takeOne(deadLetters));
    expect((await takeOne(deadLetters)).deliveryCount).toBe(4);
  });

  it('refuses to dead-letter a dead letter', async () => {
    const { sender, receiver, deadLetters, counts } = await openBus();
    await sender.sendMessages({ body: 'x' });
    await receiver.deadLetterMessage(await takeOne(receiver));
    await expect(deadLetters.deadLetterMessage(await takeOne(deadLetters))).rejects.toMatchObject({
      code: 'GeneralError',
    });
    expect(counts().deadLetter).toBe(1);
  });
});

describe('locks', () => {
  it('gives a message out again when its lock has run out, and tells the first receiver so', async () => {
    const { sender, receiver, client, clock } = await openBus();
    await sender.sendMessages({ body: 'x' });
    const first = await takeOne(receiver);
    clock.advance(30_000);
    const second = await takeOne(client.createReceiver(TOPIC, 'sync', BY_HAND));
    expect(second.deliveryCount).toBe(1);
    await expect(receiver.completeMessage(first)).rejects.toMatchObject({ code: 'MessageLockLost' });
  });

  it('moves a message to the dead letters when its locks keep running out', async () => {
    const { sender, receiver, counts, clock } = await openBus(smallTopology({ maxDeliveryCount: 2 }));
    await sender.sendMessages({ body: 'x' });
    for (const deadLetter of [0, 1]) {
      await takeOne(receiver);
      clock.advance(29_999);
      expect(counts()).toMatchObject({ active: 1, deadLetter: 0 });
      clock.advance(1);
      expect(counts()).toMatchObject({ active: 1 - deadLetter, deadLetter });
    }
  });

  it('keeps a message locked as long as its lock is renewed', async () => {
    const { sender, receiver, client, counts, clock } = await openBus();
    await sender.sendMessages({ body: 'x' });
    const message = await takeOne(receiver);
    for (let n = 0; n < 3; n++) {
      clock.advance(20_000);
      expect(await receiver.renewMessageLock(message)).toEqual(new Date(clock.now() + 30_000));
    }
    expect(await givesNothing(client.createReceiver(TOPIC, 'sync', BY_HAND))).toBe(true);
    await receiver.completeMessage(message);
    expect(counts().active).toBe(0);
  });

  it('does not renew a lock that has run out', async () => {
    const { sender, receiver, clock } = await openBus();
    await sender.sendMessages({ body: 'x' });
    const message = await takeOne(receiver);
    clock.advance(30_000);
    await expect(receiver.renewMessageLock(message)).rejects.toMatchObject({ code: 'MessageLockLost' });
  });

  it('tells success and failure apart when both are settled at the same moment', async () => {
    const { sender, receiver, clock } = await openBus();
    await sender.sendMessages([{ body: 'renewed' }, { body: 'lost' }, { body: 'renewed too' }]);
    const [a, b, c] = await take(receiver, 3);
    if (!a || !b || !c) throw new Error('No messages.');
    clock.advance(20_000);
    await Promise.all([receiver.renewMessageLock(a), receiver.renewMessageLock(c)]);
    clock.advance(20_000);
    const results = await Promise.allSettled([a, b, c].map((message) => receiver.completeMessage(message)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('settles by the lock alone when the link that the message came by is gone', async () => {
    const { sender, receiver, broker, counts } = await openBus();
    await sender.sendMessages({ body: 'x' });
    const message = await takeOne(receiver);
    const other = connect(broker.connectionString).createReceiver(TOPIC, 'sync', BY_HAND);
    await other.completeMessage(message);
    expect(counts().active).toBe(0);
  });
});

describe('deferring', () => {
  it('gives a deferred message only to who names its sequence number', async () => {
    const { sender, receiver, counts } = await openBus();
    await sender.sendMessages({ body: 'x' });
    const message = await takeOne(receiver);
    await receiver.deferMessage(message, { why: 'later' });
    expect(await givesNothing(receiver)).toBe(true);
    expect(counts()).toMatchObject({ active: 0, deferred: 1 });
    const [peeked] = await receiver.peekMessages(1);
    expect(peeked).toMatchObject({ body: 'x', state: 'deferred' });

    const deferred = await takeDeferred(receiver, numberOf(message));

    expect(deferred).toMatchObject({ body: 'x', state: 'deferred', applicationProperties: { why: 'later' } });
    expect(deferred.deliveryCount).toBe(0);
    await receiver.completeMessage(deferred);
    expect(counts()).toMatchObject({ active: 0, deferred: 0 });
  });

  it('defers a dead letter in its place and completes it there', async () => {
    const { sender, receiver, deadLetters, counts } = await openBus();
    await sender.sendMessages([{ body: 'a' }, { body: 'b' }]);
    for (const message of await take(receiver, 2)) {
      await receiver.deadLetterMessage(message, REJECTED);
    }
    const [first, second] = await take(deadLetters, 2);
    if (!first || !second) throw new Error('No messages.');
    await deadLetters.deferMessage(first);
    await deadLetters.deferMessage(second);
    expect(await givesNothing(deadLetters)).toBe(true);
    expect(counts().deadLetter).toBe(2);
    expect((await deadLetters.peekMessages(5)).map(({ state }) => state)).toEqual(['deferred', 'deferred']);

    const deferred = await takeDeferred(deadLetters, numberOf(second));

    expect(deferred).toMatchObject({ body: 'b', deadLetterReason: 'Rejected' });
    await deadLetters.completeMessage(deferred);
    expect(bodies(await deadLetters.peekMessages(5, { fromSequenceNumber: numberOf(first) }))).toEqual(['a']);
  });

  it('returns a deferred message that was received and abandoned, or whose lock ran out, to where it was', async () => {
    const { sender, receiver, clock } = await openBus(smallTopology({ maxDeliveryCount: 9 }));
    await sender.sendMessages({ body: 'x' });
    const message = await takeOne(receiver);
    const number = numberOf(message);
    await receiver.deferMessage(message);
    await receiver.abandonMessage(await takeDeferred(receiver, number));
    await takeDeferred(receiver, number);
    clock.advance(30_000);
    expect((await takeDeferred(receiver, number)).deliveryCount).toBe(2);
    expect(await givesNothing(receiver)).toBe(true);
  });

  it('dead-letters a message that was deferred, with reason and description', async () => {
    const { sender, receiver, deadLetters } = await openBus();
    await sender.sendMessages({ body: 'x' });
    const message = await takeOne(receiver);
    await receiver.deferMessage(message);
    const deferred = await takeDeferred(receiver, numberOf(message));
    await receiver.deadLetterMessage(deferred, { deadLetterReason: 'R', deadLetterErrorDescription: 'D' });
    expect(await takeOne(deadLetters)).toMatchObject({
      deadLetterReason: 'R',
      deadLetterErrorDescription: 'D',
    });
  });

  it('says that a message is not found when it is gone, locked or not deferred', async () => {
    const { sender, receiver } = await openBus();
    await sender.sendMessages([{ body: 'deferred' }, { body: 'active' }]);
    const message = await takeOne(receiver);
    await receiver.deferMessage(message);
    const number = numberOf(message);
    const notFound = { code: 'MessageNotFound' };
    await expect(receiver.receiveDeferredMessages(number.add(1))).rejects.toMatchObject(notFound);
    await expect(receiver.receiveDeferredMessages(number.add(98))).rejects.toMatchObject(notFound);
    await receiver.receiveDeferredMessages(number);
    await expect(receiver.receiveDeferredMessages(number)).rejects.toMatchObject(notFound);
  });
});
