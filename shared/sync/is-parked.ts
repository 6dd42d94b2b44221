import type { RecordState } from '../ledger/ledger.ts';
import { breakerCode, pauseCode, unlinkedCode } from './gates/gate.ts';

const codes: ReadonlySet<string | undefined> = new Set([breakerCode, pauseCode, unlinkedCode]);

/** Whether a record waits before a breaker, a pause or a map that is not linked: its waiting row, or the message of its release, brings it back. */
export const isParked = (state: RecordState | undefined): boolean =>
  state?.outcome === 'waiting' && codes.has(state.failure?.code);
