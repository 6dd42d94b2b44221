import type { Bus, DeadLetter, LockedDeadLetter } from '../../../shared/messaging/bus.ts';
import { BusError } from '../../../shared/messaging/bus-error.ts';
import type { ScanRequest } from '../../../shared/messaging/scan-request.ts';
import type { Area } from '../../../shared/table-map/area.ts';
import type { BusMessage, Delivery } from './bus-message.ts';

export interface MemoryBusOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs work later. */
  readonly after: (milliseconds: number, work: () => void) => void;
  readonly lockMs: number;
  readonly maxDeliveries: number;
  readonly duplicateWindowMs: number;
  readonly scanWindowMs: number;
  /** A message was taken in and not swallowed as a duplicate. */
  readonly onAccepted?: (message: BusMessage) => void;
  /** A message may be received. */
  readonly onActive?: (message: BusMessage) => void;
  readonly onScan?: (request: ScanRequest) => void;
}

export interface MemoryBus {
  readonly bus: Bus;
  /** All messages that are not completed. */
  messages(): Iterable<BusMessage>;
  /**
   * Locks one active message of an area.
   *
   * @param choose picks among so many.
   * @param keeps asked whenever the lock runs out: whether the receiver renews it.
   */
  readonly receive: (
    area: Area,
    choose?: (count: number) => number,
    keeps?: () => boolean,
  ) => Delivery | undefined;
}

/**
 * The service bus in memory: duplicate detection by MessageId when a message is accepted, scheduled messages, locks
 * that run out, a count of deliveries and a dead-letter queue with deferred messages.
 */
export function memoryBus(options: MemoryBusOptions): MemoryBus {
  const { now, after } = options;
  const messages = new Map<string, BusMessage>();
  const accepted = new Map<string, number>();
  let sequence = 0;

  const admits = (topic: string, messageId: string): boolean => {
    const name = `${topic}|${messageId}`;
    if ((accepted.get(name) ?? 0) > now()) return false;
    accepted.set(name, now() + options.duplicateWindowMs);
    return true;
  };
  const activate = (message: BusMessage): void => {
    message.state = 'active';
    message.lock++;
    options.onActive?.(message);
  };
  const put = ({ area, messageId, change }: Parameters<Bus['publish']>[0][number], dueAt?: number): void => {
    if (!admits(area, messageId)) return;
    const message: BusMessage = {
      sequenceNumber: String(++sequence),
      messageId,
      area,
      change,
      enqueuedAt: now(),
      dueAt: dueAt ?? now(),
      deliveries: 0,
      lock: 0,
      state: 'scheduled',
      reason: undefined,
    };
    messages.set(message.sequenceNumber, message);
    options.onAccepted?.(message);
    if (dueAt === undefined || dueAt <= now()) activate(message);
    else
      after(dueAt - now(), () => {
        if (message.state === 'scheduled') activate(message);
      });
  };

  /** Back to the queue, or to the dead letters after the last delivery. */
  const giveBack = (message: BusMessage): void => {
    if (message.deliveries < options.maxDeliveries) {
      activate(message);
      return;
    }
    message.state = 'dead';
    message.lock++;
    message.reason = 'MaxDeliveryCountExceeded';
  };
  const holds = (message: BusMessage, lock: number): boolean =>
    message.lock === lock && messages.has(message.sequenceNumber);
  const expire = (message: BusMessage, release: () => void, keeps: () => boolean): void => {
    const { lock } = message;
    after(options.lockMs, () => {
      if (!holds(message, lock)) return;
      if (keeps()) expire(message, release, keeps);
      else release();
    });
  };

  const lockedLetter = (message: BusMessage, back: 'dead' | 'deferred'): LockedDeadLetter => {
    const lock = ++message.lock;
    message.state = 'locked-dead';
    const settle = (work: () => void) => (): Promise<void> => {
      if (!holds(message, lock))
        return Promise.reject(new BusError('MessageLockLost', `The lock of ${message.messageId} is lost.`));
      message.lock++;
      work();
      return Promise.resolve();
    };
    const release = (): void => {
      message.lock++;
      message.state = back;
    };
    expire(message, release, () => false);
    return {
      ...letterOf(message, back === 'deferred'),
      complete: settle(() => messages.delete(message.sequenceNumber)),
      defer: settle(() => {
        message.state = 'deferred';
      }),
      abandon: settle(release),
    };
  };

  const inState = (area: Area, state: BusMessage['state']): BusMessage[] =>
    [...messages.values()].filter((message) => message.area === area && message.state === state);

  return {
    messages: () => messages.values(),
    receive(area, choose = () => 0, keeps = () => false) {
      const active = inState(area, 'active');
      const message = active[choose(active.length)];
      if (message === undefined) return undefined;
      message.state = 'locked';
      message.deliveries++;
      const lock = ++message.lock;
      expire(message, () => giveBack(message), keeps);
      const delivery: Delivery = {
        message,
        sequenceNumber: message.sequenceNumber,
        held: () => holds(message, lock),
        complete: () => holds(message, lock) && messages.delete(message.sequenceNumber),
        abandon: () => {
          if (holds(message, lock)) giveBack(message);
        },
      };
      return delivery;
    },
    bus: {
      publish: (list) => {
        for (const message of list) put(message);
        return Promise.resolve();
      },
      schedule: (message, at) => {
        put(message, Date.parse(at));
        return Promise.resolve();
      },
      // Its hosts are of one version.
      giveBack: () => Promise.reject(new Error('There is no newer message here.')),
      requestScan: (request) => {
        const window = options.scanWindowMs;
        const due = (Math.floor(now() / window) + 1) * window;
        if (admits('scan', `${request.map}|${request.company}|${String(due)}`))
          after(due - now(), () => options.onScan?.(request));
        return Promise.resolve();
      },
      receiveDeadLetters: (area, limit) =>
        Promise.resolve(
          inState(area, 'dead')
            .slice(0, limit)
            .map((message) => lockedLetter(message, 'dead')),
        ),
      receiveDeferredDeadLetter: (_area, sequenceNumber) => {
        const message = messages.get(sequenceNumber);
        return Promise.resolve(message?.state === 'deferred' ? lockedLetter(message, 'deferred') : undefined);
      },
      close: () => Promise.resolve(),
    },
  };
}

const letterOf = (message: BusMessage, deferred: boolean): DeadLetter => ({
  sequenceNumber: message.sequenceNumber,
  messageId: message.messageId,
  deferred,
  deadLetterReason: message.reason,
  enqueuedAt: new Date(message.enqueuedAt).toISOString(),
  body: JSON.stringify(message.change),
});
