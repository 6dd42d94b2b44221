import type { OpenRow } from '../ledger/ledger.ts';

export const standings = ['rejected', 'waiting', 'retrying', 'overdue'] as const;

/** How an open record stands. `overdue`: it was applied, and what had to follow did not come in time. */
export type Standing = (typeof standings)[number];

/** How an open record stands. */
export const standingOf = ({ outcome, failure }: OpenRow): Standing =>
  failure.code === 'expectation-overdue' ? 'overdue' : outcome;
