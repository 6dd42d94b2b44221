import { setTimeout as sleep } from 'node:timers/promises';
import { memoryBus } from '../simulation/stand-ins/memory-bus.ts';
import { busConformance } from './bus-conformance.ts';

busConformance('memory', () => {
  const scans: unknown[] = [];
  const { bus, receive } = memoryBus({
    now: Date.now,
    after: (milliseconds, work) => void setTimeout(work, milliseconds).unref(),
    lockMs: 60_000,
    maxDeliveries: 4,
    duplicateWindowMs: 600_000,
    scanWindowMs: 500,
    onScan: (request) => scans.push(request),
  });
  return Promise.resolve({
    bus,
    received: async (area, milliseconds) => {
      await sleep(milliseconds);
      const received: { messageId: string; body: unknown }[] = [];
      for (let delivery = receive(area); delivery !== undefined; delivery = receive(area)) {
        received.push({ messageId: delivery.message.messageId, body: delivery.message.change });
        delivery.complete();
      }
      return received;
    },
    scans: async (milliseconds) => {
      await sleep(milliseconds);
      return scans.splice(0);
    },
    killAll: (area) => {
      for (let delivery = receive(area); delivery !== undefined; delivery = receive(area)) delivery.abandon();
      return Promise.resolve();
    },
    stop: () => bus.close(),
  });
});
