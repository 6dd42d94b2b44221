import { explain } from '../causes/explain.ts';
import { filterColumns } from '../table-map/filter-columns.ts';
import { matches } from '../table-map/matches.ts';
import { parseCanonicalKey } from '../table-map/parse-canonical-key.ts';
import type { Expectation } from '../table-map/table-map.ts';
import { tableRefs } from '../table-map/table-refs.ts';
import { messageId } from '../messaging/message-id.ts';
import type { Attempt, Result } from './attempt.ts';
import type { ClaimedChange } from './claimed-change.ts';
import { CounterpartError } from './counterpart-error.ts';
import type { Ending } from './ending.ts';
import type { FailedJob } from './failed-jobs.ts';
import { followUp } from './follow-up.ts';
import { ProblemError } from './problem.ts';
import { sendCopy } from './send-copy.ts';
import type { Sync } from './sync.ts';
import { logWords } from './log-words.ts';

/** When a record was applied for the first time: one look later for each thing that its map expects to follow. */
export function expectWhatFollows(sync: Sync, run: ClaimedChange, ending: Ending): readonly Promise<void>[] {
  const { map, change, claimed } = run;
  if (ending.kind !== 'result' || ending.result.outcome !== 'applied' || claimed.state.appliedOnce) return [];
  return map.expects.map(({ withinMinutes }, index) => {
    const key = messageId(change.key, 'expect', String(index));
    const later = followUp(change, { key, mode: 'normal', event: 'expect', origin: 'expectation' });
    return sendCopy(sync, map, later, sync.now() + withinMinutes * sync.timing.expectationMinuteMs);
  });
}

/**
 * Looks whether what the map expects has followed, after the record itself was brought up to date.
 *
 * @throws ProblemError (waiting) naming the hop that failed; CounterpartError.
 */
export async function assertFollowed(sync: Sync, attempt: Attempt, result: Result): Promise<void> {
  if (result.outcome !== 'applied' && result.outcome !== 'unchanged') return;
  for (const expectation of attempt.map.expects) {
    if (await isMet(sync, attempt, result, expectation)) continue;
    const job = await failedJob(sync, attempt, result, expectation);
    throw new ProblemError({
      kind: 'waiting',
      uncertain: result.outcome === 'applied',
      failure: explain('expectation-overdue', {
        code: 'expectation-overdue',
        message: `${expectation.hop} did not follow within ${expectation.withinMinutes} minutes${result.reason === undefined ? '' : ` (${result.reason})`}.${job === undefined ? '' : ` The system job "${job.name}" failed at ${job.at}: ${job.text}`}`,
        hint: expectation.hint,
      }),
    });
  }
}

/** What the process in Dataverse, which should have met it, last failed with. A look that fails hides nothing else. */
async function failedJob(
  sync: Sync,
  { change }: Attempt,
  result: Followed,
  { met }: Expectation,
): Promise<FailedJob | undefined> {
  if (met === 'whole' || met.in !== 'dataverse') return undefined;
  const row = change.source === 'dataverse' ? change.row : result.counterpartKey;
  try {
    return (await sync.failedJobs(row))[0];
  } catch (error) {
    if (!(error instanceof CounterpartError)) throw error;
    sync.log(`failed system jobs of ${row} cannot be read: ${logWords(error)}`);
    return undefined;
  }
}

type Followed = Extract<Result, { outcome: 'applied' | 'unchanged' }>;

async function isMet(
  sync: Sync,
  { map, change }: Attempt,
  result: Followed,
  { met }: Expectation,
): Promise<boolean> {
  // A document that is not whole says so in its reason.
  if (met === 'whole') return result.reason === undefined;
  const { dataverse, finance } = tableRefs(map);
  const columns = filterColumns(met.when);
  const inSource = (met.in === 'dataverse') === (change.source === 'dataverse');
  const key = inSource ? change.row : result.counterpartKey;
  const row =
    met.in === 'dataverse'
      ? await sync.dataverse.read(dataverse, { [map.dataverse.id]: key }, columns)
      : await sync.finance.read(finance, parseCanonicalKey(key, map.finance.key), columns);
  return row !== undefined && matches(met.when, row.values);
}
