import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startBroker } from '../../infra/local/broker/start-broker.ts';
import {
  BY_HAND,
  REJECTED,
  TOPIC,
  bodies,
  connect,
  givesNothing,
  numberOf,
  smallTopology,
  take,
  takeDeferred,
  takeOne,
} from './broker-bus.ts';
import { startChild, temporaryFolder } from './broker-child.ts';

const topology = smallTopology({ maxDeliveryCount: 3 });

function links(connectionString: string) {
  const client = connect(connectionString);
  return {
    sender: client.createSender(TOPIC),
    receiver: client.createReceiver(TOPIC, 'sync', BY_HAND),
    deadLetters: client.createReceiver(TOPIC, 'sync', { ...BY_HAND, subQueueType: 'deadLetter' }),
    topic: client.createReceiver(TOPIC),
  };
}

describe('a broker with a file, killed without warning', () => {
  it('still has every message in its state, with its delivery count', async () => {
    const folder = await temporaryFolder();
    const first = await startChild(folder, topology);
    const before = links(first.connectionString);
    const sent = ['completed', 'abandoned', 'deferred', 'dead', 'deferred dead', 'locked', 'active'];
    await before.sender.sendMessages(
      sent.map((body) => ({ body, messageId: body, applicationProperties: { kept: 1 } })),
    );
    await before.sender.scheduleMessages({ body: 'scheduled' }, new Date(Date.now() + 3_600_000));
    const [completed, abandoned, deferred, dead, deferredDead] = await take(before.receiver, 6);
    if (!completed || !abandoned || !deferred || !dead || !deferredDead) throw new Error('No messages.');
    await before.receiver.completeMessage(completed);
    await before.receiver.deferMessage(deferred);
    await before.receiver.deadLetterMessage(dead, REJECTED);
    await before.receiver.deadLetterMessage(deferredDead, REJECTED);
    await before.receiver.abandonMessage(abandoned, { why: 'later' });
    for (const message of await take(before.deadLetters, 2)) {
      if (message.body === 'deferred dead') await before.deadLetters.deferMessage(message);
      else await before.deadLetters.abandonMessage(message);
    }
    await first.kill();

    const second = await startChild(folder, topology);
    const after = links(second.connectionString);

    const received = await take(after.receiver, 3);
    expect(received.map(({ body, deliveryCount }): unknown[] => [body, deliveryCount])).toEqual([
      ['abandoned', 1],
      ['locked', 1],
      ['active', 0],
    ]);
    expect(received[0]?.applicationProperties).toEqual({ kept: 1, why: 'later' });
    expect(await givesNothing(after.receiver)).toBe(true);
    const stillDeferred = await takeDeferred(after.receiver, numberOf(deferred));
    expect(stillDeferred.body).toBe('deferred');
    expect(bodies(await take(after.deadLetters, 1))).toEqual(['dead']);
    const stillDead = await takeDeferred(after.deadLetters, numberOf(deferredDead));
    expect(stillDead).toMatchObject({ body: 'deferred dead', deadLetterReason: 'Rejected' });
    expect(bodies(await after.topic.peekMessages(5))).toEqual(['scheduled']);
  });

  it('has every message that it accepted while it was busy, once', async () => {
    const folder = await temporaryFolder();
    const first = await startChild(folder, topology);
    const { sender } = links(first.connectionString);
    const accepted: string[] = [];
    let next = 0;
    const senders = Array.from({ length: 16 }, async () => {
      for (;;) {
        const id = `m-${next++}`;
        await sender.sendMessages({ body: id, messageId: id });
        accepted.push(id);
        if (accepted.length === 500) void first.kill();
      }
    });
    await Promise.allSettled(senders);

    const second = await startChild(folder, topology);
    const { receiver } = links(second.connectionString);
    const found: unknown[] = [];
    for (;;) {
      const messages = await receiver.receiveMessages(1000, { maxWaitTimeInMs: 300 });
      if (messages.length === 0) break;
      found.push(...bodies(messages));
    }
    expect(accepted.length).toBeGreaterThanOrEqual(500);
    expect(new Set(found).size).toBe(found.length);
    expect(accepted.filter((id) => !found.includes(id))).toEqual([]);
  });

  it('goes on with its duplicate window and its sequence numbers', async () => {
    const folder = await temporaryFolder();
    const first = await startChild(folder, topology);
    const before = links(first.connectionString);
    await before.sender.sendMessages({ body: 'first', messageId: 'm' });
    await before.receiver.completeMessage(await takeOne(before.receiver));
    await first.kill();
    await (await startChild(folder, topology)).kill();

    const third = await startChild(folder, topology);
    const after = links(third.connectionString);
    await after.sender.sendMessages({ body: 'copy', messageId: 'm' });
    await after.sender.sendMessages({ body: 'second' });
    const message = await takeOne(after.receiver);
    expect([message.body, message.sequenceNumber?.toNumber()]).toEqual(['second', 2]);
  });

  it('moves a message to the dead letters that was locked at every one of its kills', async () => {
    const folder = await temporaryFolder();
    let child = await startChild(folder, topology);
    await links(child.connectionString).sender.sendMessages({ body: 'poison' });
    for (let n = 0; n < 3; n++) {
      await takeOne(links(child.connectionString).receiver);
      await child.kill();
      child = await startChild(folder, topology);
    }
    const { receiver, deadLetters } = links(child.connectionString);
    expect((await takeOne(deadLetters)).deadLetterReason).toBe('MaxDeliveryCountExceeded');
    expect(await givesNothing(receiver)).toBe(true);
  });

  it('releases at once what became due while it was away', async () => {
    const folder = await temporaryFolder();
    const first = await startChild(folder, topology);
    await links(first.connectionString).sender.scheduleMessages({ body: 'x' }, new Date(Date.now() + 100));
    await first.kill();
    const second = await startChild(folder, topology);
    expect((await takeOne(links(second.connectionString).receiver)).body).toBe('x');
  });
});

describe("the broker's process", () => {
  it('ends by itself when it is asked to', async () => {
    const child = await startChild(await temporaryFolder(), topology);
    expect(await child.terminate()).toEqual([0, null]);
  });
});

describe("the broker's file", () => {
  async function openFile(file: string) {
    const broker = await startBroker({ topology, file });
    const client = connect(broker.connectionString);
    const close = async () => {
      await client.close();
      await broker.stop();
    };
    return {
      close,
      sender: client.createSender(TOPIC),
      receiver: client.createReceiver(TOPIC, 'sync', BY_HAND),
    };
  }

  it('loses only what was written last when its end is torn off', async () => {
    const file = path.join(await temporaryFolder(), 'messages.journal');
    const first = await openFile(file);
    await first.sender.sendMessages({ body: 'whole' });
    await first.close();
    appendFileSync(file, '[{"kind":"message","entity":"changes/Subsc');
    const second = await openFile(file);
    expect((await takeOne(second.receiver)).body).toBe('whole');
    await second.close();
  });

  it('names the line that is damaged', async () => {
    const file = path.join(await temporaryFolder(), 'messages.journal');
    writeFileSync(file, '[]\n[{"kind":"unheard"}]\n[]\n');
    await expect(startBroker({ topology, file })).rejects.toThrow(
      `Line 2 of the broker's journal ${file} is damaged.`,
    );
  });

  it('is cleared at the start of what is gone', async () => {
    const file = path.join(await temporaryFolder(), 'deep', 'messages.journal');
    const first = await openFile(file);
    await first.sender.sendMessages(Array.from({ length: 200 }, () => ({ body: 'x'.repeat(1000) })));
    for (const message of await take(first.receiver, 200)) await first.receiver.completeMessage(message);
    await first.close();
    expect(statSync(file).size).toBeGreaterThan(200_000);
    const second = await openFile(file);
    expect(readFileSync(file, 'utf8')).not.toContain('"kind":"message"');
    await second.close();
  });

  it('gives up what belongs to a topic that is no longer there', async () => {
    const file = path.join(await temporaryFolder(), 'messages.journal');
    const first = await openFile(file);
    await first.sender.sendMessages({ body: 'x' });
    await first.close();
    const other = smallTopology({}, [{ name: 'other', subscriptions: [{ name: 'sync' }] }]);
    const second = await startBroker({ topology: other, file });
    expect(second.counts('other', 'sync').active).toBe(0);
    await second.stop();
  });
});
