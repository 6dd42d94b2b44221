import { setImmediate as nextTurn } from 'node:timers/promises';
import { memoryBus } from '../simulation/stand-ins/memory-bus.ts';
import { SkippingClock } from '../integration/skipping-clock.ts';
import { busConformance } from './bus-conformance.ts';

busConformance('memory', () => {
  const scans: unknown[] = [];
  const clock = new SkippingClock();
  const { bus, receive } = memoryBus({
    now: () => clock.now(),
    after: (milliseconds, work) => void clock.after(milliseconds, work),
    lockMs: 60_000,
    maxDeliveries: 4,
    duplicateWindowMs: 600_000,
    scanWindowMs: 500,
    onScan: (request) => scans.push(request),
  });
  return Promise.resolve({
    bus,
    received: async (area) => {
      await nextTurn();
      const received: { messageId: string; body: unknown }[] = [];
      for (let delivery = receive(area); delivery !== undefined; delivery = receive(area)) {
        received.push({ messageId: delivery.message.messageId, body: delivery.message.change });
        delivery.complete();
      }
      return received;
    },
    scans: async () => {
      await nextTurn();
      return scans.splice(0);
    },
    killAll: (area) => {
      for (let delivery = receive(area); delivery !== undefined; delivery = receive(area)) delivery.abandon();
      return Promise.resolve();
    },
    skip: (milliseconds) => {
      clock.skip(milliseconds);
    },
    stop: () => bus.close(),
  });
});
