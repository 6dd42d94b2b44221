import { closeSettled } from '../../../shared/sync/close-settled.ts';
import { releaseParked } from '../../../shared/sync/gates/release-parked.ts';
import { releaseForgotten } from '../../../shared/sync/release-forgotten.ts';
import { runScan } from '../../../shared/sync/run-scan.ts';
import { takeInDeadLetters } from '../../../shared/sync/take-in-dead-letters.ts';
import type { ScanRequest } from '../../../shared/messaging/scan-request.ts';
import type { Area } from '../../../shared/table-map/area.ts';
import type { Simulation } from '../run/simulation.ts';
import { actualsMap, categoriesMap, simulatedMaps } from '../workload/simulated-maps.ts';
import type { Wire } from './call-port.ts';
import type { Host } from './host.ts';
import { invoke } from './invoke.ts';

export const simulatedAreas: readonly Area[] = [...new Set(simulatedMaps.all().map(({ area }) => area))];

const hostUp = ({ hosts, random, schedule }: Simulation): Host | undefined => {
  const up = hosts.filter((host) => host.alive && host.frozenUntil <= schedule.now());
  return up.length === 0 ? undefined : random.pick(up);
};

/** What the release timer and the dead-letter timer do, on some host. Left out where there is nothing to look at. */
export function tick(simulation: Simulation, wire: Wire): void {
  const host = hostUp(simulation);
  if (host === undefined) return;
  void invoke(simulation, wire, host, 'release', async (sync) => {
    await releaseForgotten(sync);
    for (const area of simulatedAreas) await closeSettled(sync, area);
    await releaseParked(sync);
  });
  const dead = new Set(
    [...simulation.bus.messages()].filter(({ state }) => state === 'dead').map(({ area }) => area),
  );
  if (dead.size === 0) return;
  void invoke(simulation, wire, host, 'intake', async (sync) => {
    for (const area of dead) await takeInDeadLetters(sync, area, 100);
  });
}

/** The timer that requests scans of every set. */
export function requestScans({ bus }: Simulation): void {
  for (const map of [actualsMap.name, categoriesMap.name])
    void bus.bus.requestScan({ schema: 'scan/1', map, company: 'usmf', origin: 'timer' });
}

/** A scan that fails is requested again by the timer. */
export function scan(simulation: Simulation, wire: Wire, request: ScanRequest): void {
  const host = hostUp(simulation);
  if (host === undefined) return;
  void invoke(simulation, wire, host, 'scan', async (sync) => {
    await runScan(sync, request);
  });
}
