import type { SetCount } from './sandbox-counts.ts';

/** What one change cost on average. */
export interface PerChange {
  /** Reads of the source and look-ups in the counterpart, as requests; a joined one serves several changes. */
  readonly reads: number;
  readonly writes: number;
  /** Requests to both systems. */
  readonly requests: number;
  /** Requests to the table service; a transaction is one. */
  readonly ledger: number;
}

/** Sets that describe and hold no rows: read once, at first use. */
const metadata = /^(EntityDefinitions|\$metadata|RelationshipDefinitions)/;

export const metadataReads = (counts: readonly SetCount[]): number =>
  sum(counts.filter(({ set }) => metadata.test(set)));

export function perChange(counts: readonly SetCount[], ledger: number, changes: number): PerChange {
  const rows = counts.filter(({ set }) => !metadata.test(set));
  const reads = sum(rows.filter(({ method }) => method === 'GET'));
  const writes = sum(rows.filter(({ method }) => method !== 'GET'));
  return {
    reads: reads / changes,
    writes: writes / changes,
    requests: (reads + writes) / changes,
    ledger: ledger / changes,
  };
}

const sum = (counts: readonly SetCount[]): number =>
  counts.reduce((total, { requests }) => total + requests, 0);
