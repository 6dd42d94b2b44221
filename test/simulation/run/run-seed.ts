import { requestScans, tick } from '../host/timers.ts';
import type { Wire } from '../host/call-port.ts';
import { checkCalm } from '../invariants/check-calm.ts';
import { checkConverged } from '../invariants/check-converged.ts';
import { people } from '../workload/people.ts';
import { reconcile } from '../workload/reconcile.ts';
import { repair } from '../workload/repair.ts';
import { openSimulation, revive, type SeedOptions } from './open-simulation.ts';
import { checkReleased, isCalm, isIdle } from './calm.ts';
import type { Simulation } from './simulation.ts';

export interface SeedResult {
  readonly seed: number;
  /** What does not hold; empty when all does. */
  readonly violations: readonly string[];
  readonly trace: readonly string[];
}

const minute = 60_000;

/** Runs one seed from first to last: people work while all kinds of faults happen; faults stop; causes are repaired. */
export async function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedResult> {
  const { simulation, wire, lengthMs } = openSimulation(seed, options);
  const { schedule, history } = simulation;
  const broken = (): boolean => history.violations.length > 0;
  const result = (): SeedResult => ({
    seed,
    violations: history.violations,
    trace: simulation.trace.lines(),
  });

  people(simulation, lengthMs);
  every(simulation, minute, lengthMs, () => tick(simulation, wire));
  every(simulation, 5 * minute, lengthMs, () => requestScans(simulation));
  await schedule.run(lengthMs, broken);
  if (broken()) return result();

  quiet(simulation);
  reconcile(simulation);
  requestScans(simulation);
  await calmDown(simulation, wire, broken);
  if (broken()) return result();
  await checkCalm(simulation);

  for (let round = 1; round <= 8 && !broken() && !(await isIdle(simulation)); round++) {
    await repair(simulation, wire);
    await calmDown(simulation, wire, broken);
  }
  if (!broken()) await checkConverged(simulation);
  return result();
}

function quiet({ faults, hosts, schedule, trace }: Simulation): void {
  faults.on = false;
  for (const host of hosts) {
    revive(host);
    host.frozenUntil = Math.min(host.frozenUntil, schedule.now());
  }
  trace.add(schedule.now(), 'world', 'faults stop', '', '');
}

/** Lets time pass until only records that wait for a person or for a repair are left. */
async function calmDown(simulation: Simulation, wire: Wire, broken: () => boolean): Promise<void> {
  const { schedule, history } = simulation;
  const began = schedule.now();
  for (let minutes = 0; !broken();) {
    const step = minutes < 5 ? 1 : 10;
    await schedule.run(step * minute, broken);
    minutes += step;
    if (broken()) return;
    await checkReleased(simulation, began);
    tick(simulation, wire);
    await schedule.run(minute, broken);
    minutes++;
    if (await isCalm(simulation, schedule.now() - began)) return;
    if (minutes > 3 * 24 * 60) {
      history.violated('I1', 'after three days without a fault it is not calm');
      return;
    }
  }
}

function every(simulation: Simulation, period: number, lengthMs: number, work: () => void): void {
  const { schedule, random } = simulation;
  for (let at = random.between(0, period); at < lengthMs; at += period) schedule.after(at, work);
}
