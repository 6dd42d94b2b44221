import type { Claim } from '../../../shared/ledger/ledger.ts';
import type { Run } from '../host/host.ts';

/** A claim that took effect. */
export interface Claimed {
  readonly at: number;
  readonly run: Run;
  readonly record: string;
  readonly claim: Claim;
}

/** What happened in one seed, as far as an invariant looks back at it. */
export interface History {
  readonly claims: Claimed[];
  /** Keys that were left with a holder, by record. */
  readonly folds: { readonly record: string; readonly key: string }[];
  /** Commits that took effect. */
  readonly commits: { readonly record: string; readonly key: string; readonly attempt: number }[];
  /** Who waits for whom, by waiting record. */
  readonly parents: Map<string, string>;
  /** When Finance posted an actual, in milliseconds, by its id. */
  readonly postedAt: Map<string, number>;
  /** When the copy of an attempt was taken in by the bus, in milliseconds, by key and attempt. */
  readonly copies: Map<string, number>;
  /** Dead letters that a host took and never heard of: no other can take one while its lock lasts. */
  readonly takenInVain: Set<string>;
  /**
   * Records whose entry in the open list a host wrote or removed late, after it had stood still: it may have been
   * another's by then.
   */
  readonly lost: Set<string>;
  /** Keys of Finance rows that a write of another record reached long after its caller had given up. */
  readonly overwritten: Set<string>;
  /** What does not hold. */
  readonly violations: string[];
  /** Names an invariant that does not hold; the seed ends there. */
  violated(invariant: string, text: string): void;
}

export function history(): History {
  const violations: string[] = [];
  return {
    claims: [],
    folds: [],
    commits: [],
    parents: new Map(),
    postedAt: new Map(),
    copies: new Map(),
    takenInVain: new Set(),
    lost: new Set(),
    overwritten: new Set(),
    violations,
    violated: (invariant, text) => {
      violations.push(`${invariant}: ${text}`);
    },
  };
}
