import { statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../infra/local/broker/encoding/content.ts';
import type { Clock } from '../../infra/local/broker/store/clock.ts';
import type { Consumer, LockedMessage } from '../../infra/local/broker/store/consumer.ts';
import { FileJournal } from '../../infra/local/broker/store/file-journal.ts';
import { MessageTable } from '../../infra/local/broker/store/message-table.ts';
import { MinHeap } from '../../infra/local/broker/store/min-heap.ts';
import { Queue } from '../../infra/local/broker/store/queue.ts';
import { readJournal } from '../../infra/local/broker/store/read-journal.ts';
import type { StoredMessage } from '../../infra/local/broker/store/stored-message.ts';
import { temporaryFolder } from './broker-child.ts';
import { HandClock } from './hand-clock.ts';

const content: Content = {
  messageId: 'm',
  annotations: Buffer.alloc(0),
  annotationCount: 0,
  timeToLive: undefined,
  bare: Buffer.alloc(0),
};

const message = (sequenceNumber: number): StoredMessage => ({
  sequenceNumber,
  enqueuedSequenceNumber: sequenceNumber,
  enqueuedAt: 0,
  expiresAt: Infinity,
  content,
  deliveryCount: 0,
  deferred: false,
  locked: false,
});

function queueWith(count: number, clock: Clock = new HandClock()) {
  const shared = { lockMs: 1000, maxDeliveryCount: 3, clock, record: () => undefined };
  const deadLetters = new Queue({ ...shared, address: 'dead' });
  const queue = new Queue({ ...shared, address: 'queue', deadLetters });
  for (let n = 1; n <= count; n++) queue.add(message(n));
  return { queue, deadLetters };
}

/** A receiver that takes so many messages and notes their numbers. */
function consumer(credit: number) {
  const locked: LockedMessage[] = [];
  const it: Consumer = {
    mode: 'peekLock',
    wants: () => locked.length < credit,
    take: (one) => void locked.push(one),
  };
  return { it, locked, numbers: () => locked.map(({ message: { sequenceNumber } }) => sequenceNumber) };
}

describe('a queue', () => {
  it('returns messages whose locks ran out, in their order, and keeps one timer for all locks', () => {
    const clock = new HandClock();
    const { queue } = queueWith(3, clock);
    const first = consumer(2);
    queue.attend(first.it);
    clock.advance(600);
    const second = consumer(1);
    queue.attend(second.it);
    expect(clock.timers).toBe(1);
    const third = consumer(9);
    queue.attend(third.it);
    clock.advance(400);
    expect(third.numbers()).toEqual([1, 2]);
    clock.advance(600);
    expect(third.numbers()).toEqual([1, 2, 3]);
    expect(third.locked.map(({ message: { deliveryCount } }) => deliveryCount)).toEqual([1, 1, 1]);
  });

  it('refuses a lock at the very moment it runs out, even before its timer has fired', () => {
    let now = 0;
    const { queue } = queueWith(1, { now: () => now, after: () => () => undefined });
    const receiver = consumer(1);
    queue.attend(receiver.it);
    now = 1000;
    expect(queue.complete(receiver.locked[0]?.lockToken ?? '')).toBe(false);
    expect(queue.renewLock(receiver.locked[0]?.lockToken ?? '')).toBeUndefined();
  });

  it('deals messages out in turn to all that wait', () => {
    const { queue } = queueWith(0);
    const [a, b] = [consumer(9), consumer(2)];
    queue.attend(a.it);
    queue.attend(b.it);
    for (let n = 1; n <= 6; n++) queue.add(message(n));
    expect([a.numbers(), b.numbers()]).toEqual([
      [1, 3, 5, 6],
      [2, 4],
    ]);
  });

  it('gives nothing to a consumer that has left', () => {
    const { queue } = queueWith(0);
    const gone = consumer(9);
    queue.attend(gone.it);
    queue.leave(gone.it);
    queue.add(message(1));
    expect(gone.numbers()).toEqual([]);
    expect(queue.counts).toEqual({ active: 1, deferred: 0 });
  });

  it('has each message in exactly one place whatever is done to it', () => {
    const step = fc.record({
      action: fc.constantFrom('complete', 'abandon', 'defer', 'deadLetter', 'wait', 'receiveDeferred'),
      pick: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = new HandClock();
        const { queue, deadLetters } = queueWith(8, clock);
        let completed = 0;
        for (const { action, pick } of steps) {
          const receiver = consumer(1);
          queue.attend(receiver.it);
          queue.leave(receiver.it);
          const deferred = [...queue.messages()].filter((one) => one.deferred && !one.locked);
          const lockToken = receiver.locked[0]?.lockToken ?? '';
          if (action === 'wait') clock.advance(pick % 1500);
          else if (action === 'receiveDeferred') {
            const number = deferred[pick % Math.max(deferred.length, 1)]?.sequenceNumber;
            const [locked] = (number === undefined ? undefined : queue.lockDeferred([number])) ?? [];
            if (locked && queue.complete(locked.lockToken)) completed++;
          } else if (action === 'complete') completed += Number(queue.complete(lockToken));
          else queue[action](lockToken, {});
          const { active, deferred: deferredCount } = queue.counts;
          expect(active + deferredCount + deadLetters.counts.active + completed).toBe(8);
          expect([...queue.messages()].filter((one) => one.deferred)).toHaveLength(deferredCount);
        }
      }),
    );
  });
});

describe('the heap', () => {
  it('gives back the least item first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const heap = new MinHeap<number>((a, b) => a < b);
        numbers.forEach((number) => heap.push(number));
        const popped = numbers.map(() => heap.pop());
        expect(popped).toEqual(numbers.toSorted((a, b) => a - b));
        expect(heap.pop()).toBeUndefined();
      }),
    );
  });
});

describe('the table of messages', () => {
  it('browses in the order of sequence numbers whatever came and went', () => {
    const step = fc.record({ number: fc.integer({ min: 1, max: 40 }), add: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), fc.integer({ min: 0, max: 41 }), (steps, from) => {
        const table = new MessageTable();
        const expected = new Set<number>();
        for (const { number, add } of steps) {
          if (add) {
            table.add(message(number));
            expected.add(number);
          } else {
            table.remove(number);
            expected.delete(number);
          }
        }
        expect([...table.from(from)].map(({ sequenceNumber }) => sequenceNumber)).toEqual(
          [...expected].filter((number) => number >= from).sort((a, b) => a - b),
        );
      }),
    );
  });
});

describe('the journal', () => {
  it('replaces its file by a snapshot when it has grown, and goes on in the new one', async () => {
    const file = path.join(await temporaryFolder(), 'messages.journal');
    const journal = new FileJournal(file, 2000);
    let last = 0;
    journal.open(() => [{ kind: 'counter', entity: 'changes', sequenceNumber: last }]);
    for (last = 1; last <= 200; last++) {
      journal.record({ kind: 'removed', entity: 'changes', sequenceNumber: last });
      await nextTurn();
    }
    expect(statSync(file).size).toBeLessThan(2100);
    const records = [...readJournal(file)];
    expect(records[0]).toMatchObject({ kind: 'counter' });
    expect(records.at(-1)).toMatchObject({ sequenceNumber: 200 });
    journal.close();
  });

  it('writes before it tells, and tells at once when there is nothing to write', async () => {
    const file = path.join(await temporaryFolder(), 'messages.journal');
    const journal = new FileJournal(file);
    journal.open(() => []);
    let told = 0;
    journal.whenWritten(() => told++);
    expect(told).toBe(1);
    journal.record({ kind: 'removed', entity: 'changes', sequenceNumber: 7 });
    const onDisk = new Promise((resolve) => journal.whenWritten(() => resolve([...readJournal(file)])));
    expect(await onDisk).toEqual([{ kind: 'removed', entity: 'changes', sequenceNumber: 7 }]);
    journal.close();
  });
});
