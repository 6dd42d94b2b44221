import { cures as knownCures } from '../causes/cure.ts';
import type { Failure } from '../ledger/ledger.ts';

export const cures = [...knownCures, 'unknown'] as const;

/** Who can cure a failure; unknown where it was written before causes were kept. */
export type Cure = (typeof cures)[number];

/** Who can cure a failure. */
export const cureOf = (failure: Failure): Cure => failure.cure ?? 'unknown';
