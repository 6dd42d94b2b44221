import type { Job, JobItem } from '../../shared/ledger/support-ledger.ts';
import type { JobProgress } from '../../shared/support/job-progress.ts';
import { humanTime } from './human-time.ts';
import { table } from './table.ts';
import { count, mapOf, recordWords, resultWords } from '../../shared/support/words.ts';

/** Items that are named one by one. */
const mostShown = 20;

const good: ReadonlySet<JobItem['outcome']> = new Set([
  'applied',
  'unchanged',
  'deleted',
  'settled',
  'skipped',
  'superseded',
]);

/** How far a replay is, and what did not come out as one would wish. */
export function printJob({ job, toDo, sent, results, items }: JobProgress): string {
  const done = job.total - toDo - sent;
  const lines = [
    job.finished
      ? `Replay ${job.id} is finished: ${count(job.total, 'record')}.`
      : `Replay ${job.id}: ${done.toLocaleString('en-US')} of ${count(job.total, 'record')} done, ${sent.toLocaleString('en-US')} on their way, ${toDo.toLocaleString('en-US')} to go.`,
    ...Object.entries(results).map(
      ([outcome, many]) => `  ${many.toLocaleString('en-US')} ${resultWords[outcome] ?? outcome}`,
    ),
  ];
  const others = items.filter(({ step, outcome }) => step === 'done' && !good.has(outcome));
  const shown = job.total === 1 ? items.filter(({ why }) => why !== undefined) : others;
  if (shown.length > 0)
    lines.push(
      table(
        ['record', 'result', 'why'],
        shown
          .slice(0, mostShown)
          .map((item) => [
            recordWords({ ...item, map: mapOf(item.record) }),
            resultWords[item.outcome ?? ''] ?? '',
            item.why ?? '',
          ]),
        { shares: [3, 2, 4] },
      ),
    );
  if (shown.length > mostShown)
    lines.push(`… and ${(shown.length - mostShown).toLocaleString('en-US')} more (--json shows all)`);
  return lines.join('\n');
}

/** The replays of the last days, a line each. @param now milliseconds since 1970. */
export const printJobs = (jobs: readonly Job[], now: number): string =>
  jobs.length === 0
    ? 'Nothing has been replayed yet.'
    : table(
        ['replay', 'who', 'when', 'records', 'state'],
        jobs.map((job) => [
          job.id,
          job.by,
          humanTime(job.at, now),
          job.total.toLocaleString('en-US'),
          job.finished ? 'finished' : 'under way',
        ]),
        { shares: [0, 2, 0, 0, 0], compact: true },
      );
