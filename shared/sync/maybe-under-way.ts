import type { Sync } from './sync.ts';

/**
 * Whether a record that is open since then is so young that a host may be at work on it: no attempt outlives its lease.
 * What sweeps after crashes leaves it alone, or of thousands of records that came at the same moment each would be looked
 * at with every sweep, while they go on by themselves.
 *
 * @param since ISO 8601, by the ledger's clock.
 */
export const maybeUnderWay = ({ now, timing }: Pick<Sync, 'now' | 'timing'>, since: string): boolean =>
  now() - Date.parse(since) < timing.leaseMs;
