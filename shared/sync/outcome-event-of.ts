import type { Commit } from '../ledger/ledger.ts';
import type { OutcomeEvent } from '../telemetry/outcome-event.ts';
import type { ClaimedChange } from './claimed-change.ts';
import type { Sync } from './sync.ts';

/** What telemetry counts of a commit. */
export const outcomeEventOf = (
  sync: Sync,
  { map, change }: ClaimedChange,
  { state, timeline }: Commit,
): OutcomeEvent => ({
  map: map.name,
  area: map.area,
  direction: timeline.direction,
  company: state.company ?? '',
  outcome: state.outcome ?? 'unchanged',
  code: state.failure?.code ?? '',
  milliseconds: timeline.milliseconds ?? 0,
  lagMs: sync.now() - Date.parse(change.at),
});
