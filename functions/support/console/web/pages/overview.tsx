import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Overview } from '../../../../../shared/support/overview.ts';
import { callApi } from '../api.ts';
import { every } from '../every.ts';
import { AgeChart } from '../parts/age-chart.tsx';
import { Asked } from '../parts/asked.tsx';
import { count } from '../parts/count.ts';
import { DayChart } from '../parts/day-chart.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { StandingBadge } from '../parts/standing.tsx';
import { When } from '../parts/when.tsx';

/** How both systems and every map stand, what needs a person first. */
export function OverviewPage() {
  const query = useQuery({
    queryKey: ['overview'],
    queryFn: () => callApi<Overview>('overview'),
    refetchInterval: every(10_000),
  });
  return (
    <>
      <h1>Overview</h1>
      <Asked query={query}>
        {({ systems, maps, ages, hours, isWider }) => (
          <>
            <h2>Systems</h2>
            <dl className="facts">
              {systems.map(({ system, away }) => (
                <div key={system} className="fact">
                  <dt>{system}</dt>
                  <dd>
                    {away.length === 0 ? (
                      <>
                        <StandingBadge standing="running" /> is called as usual
                      </>
                    ) : (
                      away.map(({ company, since, reason }) => (
                        <span key={company ?? ''}>
                          <StandingBadge standing="paused" /> not called
                          {company === undefined ? '' : ` for ${company}`} since <When at={since} />:{' '}
                          {reason}{' '}
                        </span>
                      ))
                    )}
                  </dd>
                </div>
              ))}
            </dl>
            <h2>The last 24 hours</h2>
            {isWider ? (
              <p className="faint">
                Your role is limited to some legal entities. Changes, lag and last success are counted for a
                whole map and cover all of them; what is open is counted for yours alone.
              </p>
            ) : null}
            <DayChart hours={hours} />
            <h2>How long open records have been open</h2>
            <AgeChart ages={ages} />
            <h2>Maps</h2>
            <DataTable
              label="Maps"
              head={[
                'Map',
                'State',
                'Rejected',
                'Overdue',
                'Waiting',
                'Oldest unsynced change',
                'Last success',
                'Changes in the last hour',
              ]}
              rows={maps.map((map) => ({
                key: map.map,
                cells: [
                  <Link href={`/maps/${encodeURIComponent(map.map)}`}>{map.map}</Link>,
                  <>
                    <StandingBadge standing={map.standing} /> {map.why ?? ''}
                  </>,
                  map.rejected === 0 ? (
                    '0'
                  ) : (
                    <Link href={`/?${new URLSearchParams({ map: map.map, outcome: 'rejected' }).toString()}`}>
                      {count(map.rejected)}
                    </Link>
                  ),
                  count(map.overdue),
                  count(map.waiting),
                  map.oldest === undefined ? '–' : <When at={map.oldest} short />,
                  map.lastSuccess === undefined ? 'never' : <When at={map.lastSuccess} short />,
                  count(map.lastHour),
                ],
              }))}
            />
          </>
        )}
      </Asked>
    </>
  );
}
