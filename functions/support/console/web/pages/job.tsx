import { MessageBar, MessageBarBody, ProgressBar } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { JobProgress } from '../../../../../shared/support/job-progress.ts';
import { resultWords } from '../../../../../shared/support/words.ts';
import { callApi } from '../api.ts';
import { every } from '../every.ts';
import { Asked } from '../parts/asked.tsx';
import { count } from '../parts/count.ts';
import { DataTable } from '../parts/data-table.tsx';
import { RecordLink } from '../parts/record-link.tsx';
import { StandingBadge } from '../parts/standing.tsx';
import { useMay } from '../parts/use-me.ts';
import { When } from '../parts/when.tsx';

const mostDrawn = 500;

/** How far a replay is, and what came of each record. It goes on without this page. */
export function JobPage({ id }: { readonly id: string }) {
  const mayReplay = useMay('Support.Replay');
  const query = useQuery({
    queryKey: ['job', id, mayReplay],
    // Looking at it works on it, for whom that is allowed; timers do the rest.
    queryFn: () => callApi<JobProgress>(`jobs/${id}`, mayReplay ? {} : undefined),
    refetchInterval: every<JobProgress>((answer) => (answer?.job.finished === true ? false : 1_000)),
  });
  return (
    <Asked query={query} title={`Replay ${id}`}>
      {({ job, toDo, sent, results, items }) => {
        const done = job.total - toDo - sent;
        return (
          <>
            <h1>Replay {job.id}</h1>
            <p className="lead">
              {count(job.total)} {job.total === 1 ? 'record' : 'records'}, by {job.by}, <When at={job.at} />
            </p>
            <ProgressBar
              value={job.total === 0 ? 1 : done / job.total}
              aria-label={`${count(done)} of ${count(job.total)} are answered`}
            />
            <p aria-live="polite">
              {job.finished
                ? 'Finished: '
                : `${count(done)} answered, ${count(sent)} under way, ${count(toDo)} to do. It goes on when this page is closed. `}
              {Object.entries(results)
                .map(([outcome, number]) => `${count(number)} ${resultWords[outcome] ?? outcome}`)
                .join(', ')}
            </p>
            {job.finished && (results['rejected'] ?? 0) > 0 ? (
              <MessageBar intent="warning">
                <MessageBarBody>
                  What was refused again is listed under “Needs attention” with its reason.
                </MessageBarBody>
              </MessageBar>
            ) : null}
            <DataTable
              label="Results"
              head={['Record', 'Result', 'Why']}
              rows={items.slice(0, mostDrawn).map((item) => ({
                key: item.record,
                cells: [
                  <RecordLink {...item} />,
                  <>
                    <StandingBadge standing={item.outcome ?? item.step} />{' '}
                    {item.outcome === undefined ? '' : (resultWords[item.outcome] ?? '')}
                  </>,
                  item.why ?? '',
                ],
              }))}
            />
            {items.length > mostDrawn ? (
              <p className="faint">The first {count(mostDrawn)} are shown; all are counted.</p>
            ) : null}
          </>
        );
      }}
    </Asked>
  );
}
