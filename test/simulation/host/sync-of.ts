import { cachedEpoch } from '../../../shared/sync/cached-epoch.ts';
import { defaultGateSettings } from '../../../shared/sync/gates/gate-settings.ts';
import { openGates } from '../../../shared/sync/gates/gates.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import { defaultTiming } from '../../../shared/sync/timing.ts';
import { checkRefused } from '../invariants/check-refused.ts';
import type { Simulation } from '../run/simulation.ts';
import { memoryCounterpart, type Network } from '../stand-ins/memory-counterpart.ts';
import type { MemorySystem } from '../stand-ins/memory-system.ts';
import { callPort, type Wire } from './call-port.ts';
import { Crash } from './crash.ts';
import { isLive, type Run } from './host.ts';
import { observedBus } from './observed-bus.ts';
import { observedLedger } from './observed-ledger.ts';
import { wrapPort, type Send } from './wrap-port.ts';
import { noTelemetry } from '../../../shared/telemetry/no-telemetry.ts';

/** The sync as one run on a host sees it: every await of a port lets the other hosts go on. */
export function syncOf(simulation: Simulation, run: Run, wire: Wire): Sync {
  const { schedule, random, plant } = simulation;
  const send: Send = (call, effect) => callPort(wire, run, call, effect);
  const side = (system: MemorySystem) => {
    const network: Network = ({ does, method }, effect) =>
      send({ port: system.system, method, reads: does === 'read' }, effect);
    return memoryCounterpart(system, { network, by: run.name });
  };
  const ledger = wrapPort(
    'ledger',
    observedLedger(simulation.ledger, simulation.history, run, {
      now: schedule.now,
      note: (step, outcome) => wire.note(run, step, outcome),
      ended: (state) => checkRefused(simulation, state),
    }),
    send,
  );
  const ports = {
    maps: simulation.maps,
    ledger,
    bus: observedBus(simulation.bus.bus, simulation.history, send),
    dataverse: side(simulation.dataverse),
    finance: side(simulation.finance),
  };
  const now = (): number => schedule.now() + run.host.skewMs;
  return {
    ...(plant?.ports?.(ports, { unique: random.guid }) ?? ports),
    choices: noChoices,
    failedJobs: () => Promise.resolve([]),
    companies: simulation.companies,
    timing: defaultTiming,
    epoch: cachedEpoch(simulation.ledger, now, 0),
    mapFault: () => Promise.resolve(undefined),
    gates: { ...openGates(ledger, now, 0, { ...defaultGateSettings, linkFirst: false }), ...run.host.counts },
    telemetry: noTelemetry,
    now,
    random: random.next,
    newId: random.guid,
    sleep: async (milliseconds) => {
      await schedule.sleep(milliseconds);
      if (!isLive(run)) throw new Crash('asleep when the host ended');
    },
    log: (line) => wire.note(run, 'log', line),
  };
}

/** None of the simulated maps names a choice by its label. */
const noChoices: Sync['choices'] = () => Promise.resolve(new Map());
