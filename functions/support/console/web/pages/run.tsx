import { Button } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../api.ts';
import { every } from '../every.ts';
import { Asked } from '../parts/asked.tsx';
import { count } from '../parts/count.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Failed } from '../parts/failed.tsx';
import { StandingBadge } from '../parts/standing.tsx';
import { standingOfRun } from '../parts/standing-of-run.ts';
import { useMay, useMe } from '../parts/use-me.ts';
import { When } from '../parts/when.tsx';
import type { ShownRun } from '../types.ts';

/** One run: how far it is and, where a second person must confirm it, what it would bring. */
export function RunPage({ id }: { readonly id: string }) {
  const query = useQuery({
    queryKey: ['run', id],
    queryFn: () => callApi<ShownRun>(`sync-runs/${encodeURIComponent(id)}?preview=yes`),
    refetchInterval: every<ShownRun>((answer) => (answer?.run.finishedAt === undefined ? 2_000 : 10_000)),
  });
  return (
    <Asked query={query} title={`Run ${id}`}>
      {(shown) => <Known shown={shown} />}
    </Asked>
  );
}

function Known({ shown }: { readonly shown: ShownRun }) {
  const { run, units, rows, failures, preview } = shown;
  return (
    <>
      <h1>
        Run {run.id} ({run.kind})
      </h1>
      <p>
        <StandingBadge standing={standingOfRun(run)} /> asked for by {run.by}, <When at={run.at} />
        {run.confirmedBy === undefined ? '' : `, confirmed by ${run.confirmedBy}`}. {count(rows.done)} rows so
        far, {count(failures)} of them to look at.
      </p>
      {preview === undefined ? null : <ToConfirm shown={shown} />}
      <h2>Maps and legal entities</h2>
      <DataTable
        label="Maps and legal entities"
        head={['Map', 'Legal entity', 'State', 'Rows that came to what']}
        rows={units.map(({ map, company, step, why, counts }, index) => ({
          key: `${map} ${company} ${String(index)}`,
          cells: [
            map,
            company === '*' ? 'all' : company,
            why === undefined ? step.replace('-', ' ') : `${step}: ${why}`,
            Object.entries(counts)
              .map(([what, many]) => `${count(many)} ${what.replaceAll('-', ' ')}`)
              .join(', '),
          ],
        }))}
      />
    </>
  );
}

function ToConfirm({ shown: { run, preview = [] } }: { readonly shown: ShownRun }) {
  const mayConfirm = useMay('Support.Admin');
  const me = useMe().data?.name;
  const client = useQueryClient();
  const confirming = useMutation({
    mutationFn: () => callApi(`sync-runs/${run.id}/confirm`, {}),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      <h2>
        Rows dated {run.from} to {run.to}
      </h2>
      <p>
        They lie before the go-live date: what Finance posts of them again cannot be taken back by the sync.
        Nothing was written yet.
      </p>
      <DataTable
        label="What would cross, by month"
        head={['Map', 'Legal entity', 'Month', 'Rows', 'Sums']}
        rows={preview.map(({ map, company, period, rows, amounts }) => ({
          key: `${map} ${company} ${period}`,
          cells: [
            map,
            company,
            period,
            count(rows),
            Object.entries(amounts)
              .map(([column, sum]) => `${column} ${sum}`)
              .join(', '),
          ],
        }))}
      />
      {!mayConfirm ? (
        <p>An administrator other than {run.by} must confirm it.</p>
      ) : run.by === me ? (
        <p>You asked for it: another administrator must confirm it.</p>
      ) : (
        <div className="row">
          <Button appearance="primary" disabled={confirming.isPending} onClick={() => confirming.mutate()}>
            Confirm: let these rows cross
          </Button>
        </div>
      )}
      {confirming.error === null ? null : <Failed error={confirming.error} />}
    </>
  );
}
