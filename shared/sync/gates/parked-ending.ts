import type { Noted } from '../attempt.ts';
import type { Ending } from '../ending.ts';
import type { Gate } from './gate.ts';

/** How an attempt ends that a gate held back. @param uncertain a write may have happened before. */
export const parkedEnding = (gate: Gate, noted: Noted, uncertain = false): Ending => ({
  kind: 'problem',
  problem: { kind: 'unavailable', uncertain, failure: gate.failure },
  recovery: { do: 'park', gate },
  nextAt: gate.until,
  noted,
});
