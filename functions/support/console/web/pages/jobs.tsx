import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Job } from '../../../../../shared/ledger/support-ledger.ts';
import { callApi } from '../api.ts';
import { every } from '../every.ts';
import { Asked } from '../parts/asked.tsx';
import { count } from '../parts/count.ts';
import { DataTable } from '../parts/data-table.tsx';
import { StandingBadge } from '../parts/standing.tsx';
import { When } from '../parts/when.tsx';

/** Replays, the newest first. */
export function Jobs() {
  const query = useQuery({
    queryKey: ['jobs'],
    queryFn: () => callApi<{ readonly jobs: readonly Job[] }>('jobs?limit=100'),
    refetchInterval: every(5_000),
  });
  return (
    <>
      <h1>Replays</h1>
      <p className="lead">Every list that was replayed. One that is not finished goes on by itself.</p>
      <Asked query={query}>
        {({ jobs }) =>
          jobs.length === 0 ? (
            <p>
              Nothing was replayed yet. <Link href="/">See what needs attention</Link>: a replay starts there.
            </p>
          ) : (
            <DataTable
              label="Replays"
              head={['Replay', 'When', 'Who', 'Records', 'State']}
              rows={jobs.map((job) => ({
                key: job.id,
                cells: [
                  <Link href={`/jobs/${job.id}`}>{job.id}</Link>,
                  <When at={job.at} />,
                  job.by,
                  count(job.total),
                  <StandingBadge standing={job.finished ? 'finished' : 'running'} />,
                ],
              }))}
            />
          )
        }
      </Asked>
    </>
  );
}
