import type { RecordState } from '../ledger/ledger.ts';
import { breakerCode, pauseCode } from './gates/gate.ts';

/** Whether a record waits before a breaker or a pause: its waiting row, or the message of its release, brings it back. */
export const isParked = (state: RecordState | undefined): boolean =>
  state?.outcome === 'waiting' && (state.failure?.code === breakerCode || state.failure?.code === pauseCode);
