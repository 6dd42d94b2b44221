import type { Random } from '../clock/random.ts';
import type { Port } from './fate.ts';

/** How likely each fault is in one seed: per call of a port, per delivery or per webhook. */
export interface FaultPlan {
  readonly crash: number;
  readonly freeze: number;
  /** A call that takes half a minute or longer. */
  readonly slow: number;
  readonly refused: Readonly<Record<Port, number>>;
  readonly lost: Readonly<Record<Port, number>>;
  readonly completeFails: number;
  readonly renewalFails: number;
  readonly webhookLost: number;
  readonly webhookDoubled: number;
  readonly webhookLate: number;
  /** Times in which a port is away, in milliseconds from the start. */
  readonly outages: readonly { readonly port: Port; readonly from: number; readonly to: number }[];
  /** How far the hosts' clocks may be off, in milliseconds. */
  readonly skewMs: number;
}

/**
 * Each seed has some kinds of faults and not others: what needs one fault alone is found as well as what needs many.
 *
 * @param lengthMs how long people work.
 */
export function faultPlan(random: Random, lengthMs: number): FaultPlan {
  const sometimes = (most: number): number => (random.chance(0.4) ? most * random.next() : 0);
  const ports = ['ledger', 'bus', 'dataverse', 'finance'] as const;
  const perPort = (most: number): Record<Port, number> => ({
    ledger: sometimes(most),
    bus: sometimes(most),
    dataverse: sometimes(most),
    finance: sometimes(most),
  });
  const outages = Array.from({ length: random.chance(0.3) ? random.between(1, 2) : 0 }, () => {
    const from = random.between(0, lengthMs);
    return { port: random.pick(ports), from, to: from + random.between(5_000, 400_000) };
  });
  return {
    crash: sometimes(0.05),
    freeze: sometimes(0.01),
    slow: sometimes(0.03),
    refused: perPort(0.08),
    lost: perPort(0.06),
    completeFails: sometimes(0.2),
    renewalFails: sometimes(0.3),
    webhookLost: sometimes(0.2),
    webhookDoubled: sometimes(0.4),
    webhookLate: sometimes(0.3),
    outages,
    skewMs: random.chance(0.1) ? 20_000 : random.chance(0.5) ? 3_000 : 0,
  };
}
