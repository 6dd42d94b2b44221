import { memoryLedger } from '../../conformance/memory-ledger.ts';
import { newChange } from '../../../shared/messaging/new-change.ts';
import type { Change } from '../../../shared/messaging/change.ts';
import { runChange } from '../../../shared/sync/run-change.ts';
import { defaultGateSettings } from '../../../shared/sync/gates/gate-settings.ts';
import { openGates } from '../../../shared/sync/gates/gates.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import { defaultTiming } from '../../../shared/sync/timing.ts';
import type { TableMap } from '../../../shared/table-map/table-map.ts';
import { companies, plantReferenceRows } from '../workload/reference-rows.ts';
import { simulatedMaps } from '../workload/simulated-maps.ts';
import { memoryBus, type MemoryBus } from './memory-bus.ts';
import { memoryCounterpart, type Network } from './memory-counterpart.ts';
import { memorySystem, type MemorySystem } from './memory-system.ts';
import { noTelemetry } from '../../../shared/telemetry/no-telemetry.ts';

/** The stand-ins without chance: nothing happens but what a test does. */
export interface StillWorld {
  readonly sync: Sync;
  readonly bus: MemoryBus;
  readonly dataverse: MemorySystem;
  readonly finance: MemorySystem;
  change(map: TableMap, row: string, more?: Partial<Change>): Change;
  /** One delivery; `on` in place of the usual host. Without a sequence number it is a message of its own. */
  run(change: Change, on?: Sync, sequenceNumber?: string): Promise<void>;
  /** Delivers what may be received until nothing is left, what throws until it is a dead letter; `on`: by which host. */
  drain(on?: () => Sync): Promise<void>;
  pass(milliseconds: number): void;
}

export interface StillWorldOptions {
  /** The way to Finance, where it is not simply there. */
  readonly toFinance?: Network;
  readonly alarm?: Sync['telemetry']['alarm'];
}

export function stillWorld(options: StillWorldOptions = {}): StillWorld {
  let now = Date.parse('2026-11-02T08:00:00Z');
  let count = 0;
  const timers: { readonly at: number; readonly work: () => void }[] = [];
  const bus = memoryBus({
    now: () => now,
    after: (milliseconds, work) => timers.push({ at: now + milliseconds, work }),
    lockMs: 60_000,
    maxDeliveries: 4,
    duplicateWindowMs: 600_000,
    scanWindowMs: 5_000,
  });
  const dataverse = memorySystem('dataverse');
  const finance = memorySystem('finance');
  plantReferenceRows(dataverse);
  const network: Network = (_call, effect) => Promise.resolve().then(effect);
  const ledger = memoryLedger(() => now);
  const sync: Sync = {
    maps: simulatedMaps,
    ledger,
    bus: bus.bus,
    dataverse: memoryCounterpart(dataverse, { network }),
    finance: memoryCounterpart(finance, { network: options.toFinance ?? network }),
    choices: () => Promise.resolve(new Map()),
    failedJobs: () => Promise.resolve([]),
    companies,
    timing: defaultTiming,
    epoch: () => Promise.resolve(0),
    mapFault: () => Promise.resolve(undefined),
    gates: openGates(ledger, () => now, 0, { ...defaultGateSettings, linkFirst: false }),
    telemetry: { ...noTelemetry, ...(options.alarm === undefined ? {} : { alarm: options.alarm }) },
    now: () => now,
    random: () => 0.5,
    newId: () => `id-${String(++count)}`,
    sleep: () => Promise.resolve(),
    log: () => undefined,
  };
  const run = (change: Change, on = sync, sequenceNumber = `direct-${String(++count)}`): Promise<void> =>
    runChange(on, change, { sequenceNumber });
  return {
    sync,
    bus,
    dataverse,
    finance,
    run,
    change: (map, row, more = {}) => ({
      ...newChange(map, {
        source: map.identity,
        row,
        event: 'update',
        key: `test-${String(++count)}`,
        origin: 'test',
        at: now,
      }).change,
      ...more,
    }),
    async drain(on = () => sync) {
      for (const { area } of simulatedMaps.all())
        for (let taken = bus.receive(area); taken !== undefined; taken = bus.receive(area))
          try {
            await runChange(on(), taken.message.change, { sequenceNumber: taken.sequenceNumber });
            taken.complete();
          } catch {
            taken.abandon();
          }
    },
    pass(milliseconds) {
      now += milliseconds;
      for (const { at, work } of timers.splice(0)) {
        if (at <= now) work();
        else timers.push({ at, work });
      }
    },
  };
}
