import type { Commit } from '../ledger/ledger.ts';
import { failActiveSpan, noteOnSpan } from '../telemetry/note-on-span.ts';
import type { ClaimedChange } from './claimed-change.ts';

/** What became of a change, on the span of its delivery. The failure's words stay in the ledger. */
export function noteOutcome({ map, change }: ClaimedChange, { state, timeline }: Commit): void {
  noteOnSpan({
    'posync.map': map.name,
    'posync.area': map.area,
    'posync.record': state.record,
    'posync.direction': timeline.direction,
    'posync.attempt': timeline.attempt,
    'posync.origin': change.origin,
    'posync.outcome': state.outcome ?? 'unchanged',
    ...(state.failure === undefined ? {} : { 'posync.failure_code': state.failure.code }),
    ...(state.failure?.cause === undefined ? {} : { 'posync.cause': state.failure.cause }),
  });
  if (state.outcome === 'rejected' || state.outcome === 'retrying')
    failActiveSpan(state.failure?.code ?? state.outcome);
}
