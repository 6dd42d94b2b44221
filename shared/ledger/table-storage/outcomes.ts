import type { OpenOutcome, Outcome, SettledOutcome } from '../ledger.ts';

const settled = {
  applied: true,
  unchanged: true,
  skipped: true,
  superseded: true,
  deleted: true,
  rejected: true,
  discarded: true,
} satisfies Record<SettledOutcome, true>;

const open = { waiting: true, retrying: true } satisfies Record<OpenOutcome, true>;

/** Every outcome that a row may hold; the compiler keeps it complete. */
export const outcomes = Object.keys({ ...settled, ...open }) as readonly Outcome[];
