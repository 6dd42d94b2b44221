import { Button, Checkbox, Spinner } from '@fluentui/react-components';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { JobProgress } from '../../../../../shared/support/job-progress.ts';
import { verdictWords } from '../../../../../shared/support/words.ts';
import { callApi } from '../api.ts';
import { filtersOf } from '../../filters-of.ts';
import { count } from '../parts/count.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Failed } from '../parts/failed.tsx';
import { RecordLink } from '../parts/record-link.tsx';
import { StandingBadge } from '../parts/standing.tsx';
import { useMay } from '../parts/use-me.ts';
import type { Previewed } from '../types.ts';

/** Rows that are drawn; all of them are counted and sent. */
const mostDrawn = 500;

/** What a replay of records, a document or a filter would come to; then the replay itself. */
export function Replay() {
  const [address] = useSearchParams();
  const [, go] = useLocation();
  const mayReplay = useMay('Support.Replay');
  const [withOthers, setWithOthers] = useState(false);
  const records = address.getAll('record');
  const document = address.get('document');
  const asked =
    records.length > 0 ? { records } : document === null ? { query: filtersOf(address) } : { document };
  const query = useInfiniteQuery({
    queryKey: ['preview', address.toString()],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      callApi<Previewed>(
        'preview',
        'query' in asked && pageParam !== '' ? { ...asked, after: pageParam } : asked,
      ),
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
  });
  const { hasNextPage, isFetching, fetchNextPage, error } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, error]);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const helpful = items.filter(({ verdict }) => ['safe', 'already-applied', 'superseded'].includes(verdict));
  const sent = withOthers ? items : helpful;
  const replaying = useMutation({
    mutationFn: () =>
      callApi<JobProgress>('replay', {
        items: sent.map(({ area, record, number, hash, parents }) => ({
          area,
          record,
          hash,
          parents,
          ...(number === undefined ? {} : { number }),
        })),
      }),
    onSuccess: ({ job }) => go(`/jobs/${job.id}`),
  });
  const verdicts = Map.groupBy(items, ({ verdict }) => verdict);
  const isReading = isFetching || hasNextPage;
  return (
    <>
      <h1>Preview of a replay</h1>
      <p className="lead">
        Both systems were read just now, and the same rules were run as in a replay. Nothing was written.
      </p>
      {error === null ? null : <Failed error={error} again={() => void query.refetch()} />}
      {isReading ? <Spinner label={`Reading both systems: ${count(items.length)} so far`} /> : null}
      {query.data !== undefined && items.length === 0 ? (
        <p>Nothing of this is open any more: there is nothing to replay.</p>
      ) : null}
      {items.length === 0 ? null : (
        <>
          <p aria-live="polite">
            {count(items.length)} {items.length === 1 ? 'record' : 'records'}:{' '}
            {[...verdicts]
              .map(([verdict, each]) => `${count(each.length)} ${verdictWords[verdict]}`)
              .join(', ')}
          </p>
          <div className="row middle">
            {helpful.length === items.length ? null : (
              <Checkbox
                label="Also send those that a replay would not help"
                checked={withOthers}
                onChange={(_, { checked }) => setWithOthers(checked === true)}
              />
            )}
            <Button
              appearance="primary"
              disabled={!mayReplay || sent.length === 0 || isReading || replaying.isPending}
              onClick={() => replaying.mutate()}
            >
              {replaying.isPending
                ? 'Starting …'
                : `Replay ${count(sent.length)} ${sent.length === 1 ? 'record' : 'records'}`}
            </Button>
            <Button onClick={() => void query.refetch()}>Preview again</Button>
          </div>
          {mayReplay ? null : <p className="faint">You may look. A replay needs the role Support.Replay.</p>}
          {replaying.error === null ? null : <Failed error={replaying.error} />}
          <DataTable
            label="What a replay would come to"
            head={['Record', 'If replayed now', 'Why', 'Differences']}
            rows={items.slice(0, mostDrawn).map((item) => ({
              key: item.record,
              cells: [
                <RecordLink {...item} />,
                <StandingBadge standing={item.verdict} />,
                item.why,
                item.fields
                  .filter(({ differs }) => differs)
                  .map(
                    ({ column, counterpartValue, expected }) =>
                      `${column}: ${counterpartValue ?? '–'} → ${expected ?? '–'}`,
                  )
                  .join('; '),
              ],
            }))}
          />
          {items.length > mostDrawn ? (
            <p className="faint">
              The first {count(mostDrawn)} are shown; all {count(items.length)} are counted.
            </p>
          ) : null}
        </>
      )}
    </>
  );
}
