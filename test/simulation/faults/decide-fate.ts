import type { Random } from '../clock/random.ts';
import { errorOf, unavailable } from './error-of.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Fate, PortCall } from './fate.ts';

export interface Faults {
  readonly plan: FaultPlan;
  /** Off: only short delays are left. */
  on: boolean;
}

/** @param elapsed milliseconds since the start. */
export function decideFate({ plan, on }: Faults, random: Random, call: PortCall, elapsed: number): Fate {
  const { port } = call;
  const system = port === 'dataverse' || port === 'finance';
  const usual = {
    request: random.between(1, system ? 150 : 20),
    answer: random.between(1, system ? 150 : 20),
  };
  const calm: Fate = { ...usual, crash: undefined, freeze: 0, fault: undefined };
  if (!on) return calm;
  if (plan.outages.some((outage) => outage.port === port && outage.from <= elapsed && elapsed < outage.to))
    return { ...calm, fault: { how: 'refused', error: unavailable(port) } };
  if (random.chance(plan.crash)) return { ...calm, crash: random.chance(0.5) ? 'before' : 'after' };
  if (random.chance(plan.freeze)) return { ...calm, freeze: random.between(5_000, 300_000) };
  if (random.chance(plan.slow))
    return random.chance(0.5)
      ? { ...calm, request: slow(random, system) }
      : { ...calm, answer: slow(random, system) };
  if (random.chance(plan.refused[port]))
    return { ...calm, fault: { how: 'refused', error: errorOf(call, 'refused', random) } };
  if (random.chance(plan.lost[port]))
    return { ...calm, fault: { how: 'lost', error: errorOf(call, 'lost', random) } };
  return calm;
}

/** Longer than the caller's patience, at times: what was asked for then happens although nobody waits for it. */
function slow(random: Random, system: boolean): number {
  return random.between(4_000, system ? 70_000 : 14_000);
}
