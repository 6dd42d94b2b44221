import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Run } from '../../../../../shared/start/run.ts';
import { callApi } from '../api.ts';
import { every } from '../every.ts';
import { Asked } from '../parts/asked.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { StandingBadge } from '../parts/standing.tsx';
import { standingOfRun } from '../parts/standing-of-run.ts';
import { When } from '../parts/when.tsx';
import type { Runs as Answer } from '../types.ts';

/** Links, initial syncs and resyncs, those that wait for a second person first. */
export function Runs() {
  const query = useQuery({
    queryKey: ['runs'],
    queryFn: () => callApi<Answer>('sync-runs'),
    refetchInterval: every(10_000),
  });
  return (
    <>
      <h1>Runs</h1>
      <p className="lead">
        Linking both sides, initial syncs and resyncs. They are started at the terminal (npm run sync); one
        that brings rows from before the go-live date waits here for a second person.
      </p>
      <Asked query={query}>
        {({ runs }) =>
          runs.length === 0 ? (
            <p>Nothing was linked or synced yet.</p>
          ) : (
            <DataTable
              label="Runs"
              head={['Run', 'State', 'What', 'Days', 'Asked for by', 'When', 'Confirmed by']}
              rows={[...runs].sort(byNeed).map((run) => ({
                key: run.id,
                marked: standingOfRun(run) === 'to confirm',
                cells: [
                  <Link href={`/runs/${run.id}`}>{run.id}</Link>,
                  <StandingBadge standing={standingOfRun(run)} />,
                  run.kind,
                  run.from === undefined ? '–' : `${run.from} to ${run.to ?? ''}`,
                  run.by,
                  <When at={run.at} short />,
                  run.confirmedBy ?? '–',
                ],
              }))}
            />
          )
        }
      </Asked>
    </>
  );
}

const byNeed = (a: Run, b: Run): number =>
  Number(standingOfRun(b) === 'to confirm') - Number(standingOfRun(a) === 'to confirm');
