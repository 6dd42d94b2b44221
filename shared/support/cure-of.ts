import type { Failure } from '../ledger/ledger.ts';

export const cures = ['project-manager', 'accountant', 'administrator', 'unknown'] as const;

/** Who can cure a failure. */
export type Cure = (typeof cures)[number];

export const cureOf = (failure: Failure): Cure => failure.cure ?? 'unknown';
