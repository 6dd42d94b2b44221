import type { Simulation } from '../run/simulation.ts';
import { actions } from './actions.ts';

/** Plans what people do until `lengthMs` have passed: some kinds of work in one seed, others in another. */
export function people(simulation: Simulation, lengthMs: number): void {
  const { random, schedule } = simulation;
  const chosen = actions.filter((_action, index) => index === 0 || random.chance(0.75));
  const total = chosen.reduce((sum, { weight }) => sum + weight, 0);
  const pick = () => {
    let left = random.next() * total;
    return chosen.find(({ weight }) => (left -= weight) < 0) ?? chosen[0];
  };
  const count = random.between(4, 16);
  // People work in bursts: what belongs together is written within seconds.
  let at = random.between(0, 5_000);
  for (let done = 0; done < count; done++) {
    schedule.after(at, () => {
      for (let tries = 0; tries < 4; tries++) if (pick()?.act(simulation) === true) return;
    });
    at += random.chance(0.6)
      ? random.between(0, 4_000)
      : random.between(0, Math.floor((lengthMs * 2) / count));
    at = Math.min(at, lengthMs - 1);
  }
}
