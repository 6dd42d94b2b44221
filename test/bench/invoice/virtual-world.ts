import { memoryLedger } from '../../conformance/memory-ledger.ts';
import { random as randomOf } from '../../simulation/clock/random.ts';
import { schedule as scheduleOf, type Schedule } from '../../simulation/clock/schedule.ts';
import { wrapPort } from '../../simulation/host/wrap-port.ts';
import { memoryBus, type MemoryBus } from '../../simulation/stand-ins/memory-bus.ts';
import { memoryCounterpart, type Network } from '../../simulation/stand-ins/memory-counterpart.ts';
import { memorySystem, type MemorySystem } from '../../simulation/stand-ins/memory-system.ts';
import type { Latency } from '../stack/start-stack.ts';
import { cachedEpoch } from '../../../shared/sync/cached-epoch.ts';
import { defaultGateSettings } from '../../../shared/sync/gates/gate-settings.ts';
import { openGates } from '../../../shared/sync/gates/gates.ts';
import { runChange } from '../../../shared/sync/run-change.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import { defaultTiming } from '../../../shared/sync/timing.ts';
import type { Area } from '../../../shared/table-map/area.ts';
import type { Registry } from '../../../shared/table-map/registry.ts';
import { noTelemetry } from '../../../shared/telemetry/no-telemetry.ts';

export interface VirtualWorldOptions {
  readonly maps: Registry;
  /** Of every answer of either system. */
  readonly latency: Latency;
  /** Of every operation of ledger and bus. */
  readonly storeMs: number;
  /** Messages of an area that are worked on at once. */
  readonly callsAtOnce: number;
  /** Requests to one system that are under way at once. */
  readonly placesPerSystem: number;
}

/** The sync with everything in memory and no time of its own: what is left is how long its calls wait for each other. */
export interface VirtualWorld {
  readonly schedule: Schedule;
  readonly dataverse: MemorySystem;
  readonly finance: MemorySystem;
  readonly bus: MemoryBus;
  readonly sync: Sync;
}

export function virtualWorld({
  maps,
  latency,
  storeMs,
  callsAtOnce,
  placesPerSystem,
}: VirtualWorldOptions): VirtualWorld {
  const random = randomOf(1);
  const schedule = scheduleOf(Date.parse('2026-11-02T08:00:00Z'));
  const answerMs = (): number => random.between(latency.fromMs, latency.toMs);
  const underWay = new Map<Area, number>();
  const bus = memoryBus({
    now: schedule.now,
    after: schedule.after,
    lockMs: 60_000,
    maxDeliveries: 4,
    duplicateWindowMs: 600_000,
    scanWindowMs: 5_000,
    onActive: ({ area }) => schedule.after(0, () => deliver(area)),
  });
  const stored = <Answer>(_call: unknown, effect: () => Answer | Promise<Answer>): Promise<Answer> =>
    schedule.sleep(storeMs).then(effect);
  const ledger = wrapPort('ledger', memoryLedger(schedule.now), stored);
  const [dataverse, finance] = [memorySystem('dataverse'), memorySystem('finance')];
  const side = (system: MemorySystem, mostJoined: number) =>
    memoryCounterpart(system, { network: joinedNetwork(schedule, answerMs, placesPerSystem, mostJoined) });
  const sync: Sync = {
    maps,
    ledger,
    bus: wrapPort('bus', bus.bus, stored),
    dataverse: side(dataverse, 100),
    finance: side(finance, 20),
    choices: () => Promise.resolve(new Map()),
    failedJobs: () => Promise.resolve([]),
    companies: new Map([['usmf', { code: 'usmf', goLive: '2026-01-01', firstOpenPeriod: '2026-01-01' }]]),
    timing: defaultTiming,
    epoch: cachedEpoch(ledger, schedule.now, 2_000),
    mapFault: () => Promise.resolve(undefined),
    gates: openGates(ledger, schedule.now, 2_000, { ...defaultGateSettings, linkFirst: false }),
    telemetry: noTelemetry,
    now: schedule.now,
    random: random.next,
    newId: random.guid,
    sleep: (milliseconds) => schedule.sleep(milliseconds),
    log: () => undefined,
  };

  /** As the functions host does: the next message as soon as a call ends. */
  function deliver(area: Area): void {
    const running = underWay.get(area) ?? 0;
    if (running >= callsAtOnce) return;
    const delivery = bus.receive(
      area,
      () => 0,
      () => true,
    );
    if (delivery === undefined) return;
    underWay.set(area, running + 1);
    const ended = (settle: () => unknown): void => {
      settle();
      underWay.set(area, (underWay.get(area) ?? 1) - 1);
      deliver(area);
    };
    runChange(sync, delivery.message.change, { sequenceNumber: delivery.sequenceNumber }).then(
      () => ended(() => delivery.complete()),
      () => ended(() => delivery.abandon()),
    );
  }
  return { schedule, dataverse, finance, bus, sync };
}

/**
 * As the loaders do: what is read of a table while a request for it is under way leaves together with its answer. A write
 * is a request of its own. Of all requests so many are under way at once.
 */
function joinedNetwork(
  schedule: Schedule,
  answerMs: () => number,
  places: number,
  mostJoined: number,
): Network {
  let taken = 0;
  const waiting: (() => void)[] = [];
  const request = (done: () => void): void => {
    if (taken >= places) {
      waiting.push(() => request(done));
      return;
    }
    taken++;
    schedule.after(answerMs(), () => {
      taken--;
      waiting.shift()?.();
      done();
    });
  };
  const asking = new Map<string, { underWay: number; queued: (() => void)[] }>();
  const leave = (table: string): void => {
    const at = asking.get(table);
    if (at === undefined || at.queued.length === 0) return;
    if (at.underWay > 0 && (at.queued.length < mostJoined || at.underWay >= mostInFlight)) return;
    const together = at.queued.splice(0, mostJoined);
    at.underWay++;
    request(() => {
      at.underWay--;
      for (const answer of together) answer();
      leave(table);
    });
  };
  return (call, effect) =>
    new Promise((resolve, reject) => {
      const answer = (): void => {
        try {
          resolve(effect());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      if (call.does === 'write' || call.method === 'scan') {
        request(answer);
        return;
      }
      const at = asking.get(call.table) ?? { underWay: 0, queued: [] };
      asking.set(call.table, at);
      at.queued.push(answer);
      // Everything that is asked in one turn leaves together.
      schedule.after(0, () => leave(call.table));
    });
}

/** `MOST_IN_FLIGHT`. */
const mostInFlight = 4;
