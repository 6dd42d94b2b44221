import type { Bus, LockedDeadLetter } from '../../../shared/messaging/bus.ts';
import type { PortCall } from '../faults/fate.ts';
import type { History } from '../run/history.ts';
import type { Send } from './wrap-port.ts';
import { wrapPort } from './wrap-port.ts';

/** The bus as one run uses it; settling a dead letter is a call of its own. */
export function observedBus(bus: Bus, history: History, send: Send): Bus {
  const wrapped = wrapPort('bus', bus, send);
  const call = (method: string): PortCall => ({ port: 'bus', method, reads: false });
  /** While it is not known whether a letter was settled, its lock may last. */
  const settle = async (sequenceNumber: string, method: string, work: () => Promise<void>): Promise<void> => {
    history.takenInVain.add(sequenceNumber);
    await send(call(method), work);
    history.takenInVain.delete(sequenceNumber);
  };
  const letter = (locked: LockedDeadLetter): LockedDeadLetter => ({
    ...locked,
    complete: () => settle(locked.sequenceNumber, 'completeLetter', () => locked.complete()),
    defer: () => settle(locked.sequenceNumber, 'deferLetter', () => locked.defer()),
    abandon: () => settle(locked.sequenceNumber, 'abandonLetter', () => locked.abandon()),
  });
  return {
    ...bus,
    publish: (messages) => wrapped.publish(messages),
    schedule: (message, at) => wrapped.schedule(message, at),
    giveBack: (...message) => wrapped.giveBack(...message),
    requestScan: (request) => wrapped.requestScan(request),
    receiveDeadLetters: async (area, limit) => (await wrapped.receiveDeadLetters(area, limit)).map(letter),
    receiveDeferredDeadLetter: async (area, sequenceNumber) => {
      const before = history.takenInVain.has(sequenceNumber);
      history.takenInVain.add(sequenceNumber);
      const found = await wrapped.receiveDeferredDeadLetter(area, sequenceNumber);
      if (found !== undefined || !before) history.takenInVain.delete(sequenceNumber);
      return found === undefined ? undefined : letter(found);
    },
  };
}
