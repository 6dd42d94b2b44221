import type { RecordState, TimelineRow } from '../../../shared/ledger/ledger.ts';
import type { ShownRecord } from '../../../shared/support/show-record.ts';
import type { OwnWords } from './own-words.ts';
import type { Place } from './may-do.ts';

/** A record's state without words that are hidden. Pure. */
export const stateFor = (words: OwnWords, state: RecordState): RecordState =>
  state.failure === undefined ? state : { ...state, failure: words.of(state.failure, state) };

/** A timeline without words that are hidden. Pure. */
export const timelineFor = (
  words: OwnWords,
  timeline: readonly TimelineRow[],
  place: Place,
): readonly TimelineRow[] =>
  timeline.map((row) =>
    row.failure === undefined ? row : { ...row, failure: words.of(row.failure, place) },
  );

/** Everything of a record but its preview, without words that are hidden. Pure. */
export const shownFor = (words: OwnWords, shown: ShownRecord): ShownRecord => ({
  ...shown,
  ...(shown.state === undefined ? {} : { state: stateFor(words, shown.state) }),
  ...(shown.open === undefined ? {} : { open: words.of(shown.open, shown.preview) }),
  timeline: timelineFor(words, shown.timeline, shown.preview),
});
