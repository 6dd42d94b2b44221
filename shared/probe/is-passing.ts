import type { CounterpartErrorDetails } from '../sync/counterpart-error.ts';

const passing: readonly CounterpartErrorDetails['kind'][] = ['transient', 'throttled', 'unavailable'];

/** Whether a failure says nothing about what was asked: the system was away or busy. */
export const isPassing = ({ kind }: CounterpartErrorDetails): boolean => passing.includes(kind);
