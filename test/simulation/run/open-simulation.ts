import { memoryLedger } from '../../conformance/memory-ledger.ts';
import { random as randomOf } from '../clock/random.ts';
import { schedule as scheduleOf } from '../clock/schedule.ts';
import { faultPlan } from '../faults/fault-plan.ts';
import type { Wire } from '../host/call-port.ts';
import { noCounts, type Host } from '../host/host.ts';
import { deliver } from '../host/invoke.ts';
import { scan } from '../host/timers.ts';
import { checkCopy } from '../invariants/check-copy.ts';
import { checkWrite } from '../invariants/check-write.ts';
import type { Plant } from '../planted/plant.ts';
import { memoryBus } from '../stand-ins/memory-bus.ts';
import { memorySystem } from '../stand-ins/memory-system.ts';
import { notify } from '../workload/notify.ts';
import { companies, plantReferenceRows } from '../workload/reference-rows.ts';
import { financeRefuses } from '../workload/refusals.ts';
import { simulatedMaps } from '../workload/simulated-maps.ts';
import { history as historyOf } from './history.ts';
import type { Simulation } from './simulation.ts';
import { noTrace, trace as traceOf } from './trace.ts';

const duplicateWindowMs = 600_000;

const start = Date.parse('2026-11-02T08:00:00Z');

export interface SeedOptions {
  readonly plant?: Plant | undefined;
  /** Keep an account of every step. */
  readonly traced?: boolean;
}

/** A world of its own for one seed, with people who have not begun to work. @param lengthMs how long they will. */
export function openSimulation(
  seed: number,
  { plant, traced = false }: SeedOptions,
): { readonly simulation: Simulation; readonly wire: Wire; readonly lengthMs: number } {
  const random = randomOf(seed);
  const schedule = scheduleOf(start);
  const lengthMs = random.between(30_000, 1_200_000);
  const plan = faultPlan(random, lengthMs);
  const hosts = Array.from({ length: random.between(1, 3) }, (_, index): Host => ({
    name: `host${String(index + 1)}`,
    skewMs: random.between(-plan.skewMs, plan.skewMs),
    life: 1,
    alive: true,
    frozenUntil: 0,
    counts: noCounts(),
  }));
  const trace = traced ? traceOf(start) : noTrace;
  const bus = memoryBus({
    now: schedule.now,
    after: schedule.after,
    lockMs: 60_000,
    maxDeliveries: 4,
    duplicateWindowMs,
    scanWindowMs: 5_000,
    onAccepted: (message) => checkCopy(simulation, message),
    onActive: ({ area }) => schedule.after(random.between(1, 200), () => deliver(simulation, wire, area)),
    onScan: (request) => schedule.after(random.between(1, 200), () => scan(simulation, wire, request)),
  });
  const simulation: Simulation = {
    seed,
    schedule,
    random,
    startedAt: start,
    maps: simulatedMaps,
    companies,
    ledger: memoryLedger(schedule.now),
    bus,
    dataverse: memorySystem('dataverse', {
      onWrite: (write) => {
        checkWrite(simulation, 'dataverse', write);
        notify(simulation, write);
      },
    }),
    finance: memorySystem('finance', {
      refuses: financeRefuses,
      onWrite: (write) => {
        checkWrite(simulation, 'finance', write);
        notify(simulation, write);
      },
    }),
    faults: { plan, on: true },
    hosts,
    history: historyOf(),
    trace,
    plant,
    underWay: new Set(),
    unheard: new Map(),
    webhooks: 0,
    invocations: 0,
  };
  const wire: Wire = {
    schedule,
    random,
    faults: simulation.faults,
    startedAt: start,
    crash: (host) => {
      host.alive = false;
      schedule.after(random.between(1_000, 60_000), () => revive(host));
    },
    note: (run, step, outcome) => trace.add(schedule.now(), run.name, step, run.record ?? '', outcome),
  };
  plantReferenceRows(simulation.dataverse);
  return { simulation, wire, lengthMs };
}

/** A host that starts again: another process, which knows nothing of what it did before. */
export function revive(host: Host): void {
  if (host.alive) return;
  host.life++;
  host.alive = true;
  host.frozenUntil = 0;
  host.counts = noCounts();
}
