import type { Ledger } from '../ledger/ledger.ts';

/** Name of the epoch in Control. */
export const epochControl = 'epoch';

/** The epoch that Control holds. What is no number counts as 0. */
export const epochOf = (text: string | undefined): number => Number.parseInt(text ?? '0', 10) || 0;

/**
 * Reads the epoch from Control, at most once in `keepMs`: an operator raises it after a restore or refresh of either
 * system, and every hash that was taken before is compared with the counterpart once.
 *
 * @throws LedgerError when it cannot be read.
 */
export function cachedEpoch(ledger: Ledger, now: () => number, keepMs: number): () => Promise<number> {
  let kept: { readonly until: number; readonly epoch: Promise<number> } | undefined;
  return () => {
    if (kept !== undefined && kept.until > now()) return kept.epoch;
    const epoch = ledger.control(epochControl).then(epochOf);
    kept = { until: now() + keepMs, epoch };
    // A failed read is not kept.
    epoch.catch(() => (kept = undefined));
    return epoch;
  };
}
