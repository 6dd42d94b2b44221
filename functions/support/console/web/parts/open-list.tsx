import { Checkbox } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ListedPage } from '../../../../../shared/support/list-page.ts';
import { callApi } from '../api.ts';
import { count } from './count.ts';
import { Failed } from './failed.tsx';
import { RecordLink } from './record-link.tsx';
import { StandingBadge } from './standing.tsx';
import { When } from './when.tsx';

const lineHeight = 48;
const pageSize = 200;

/** Under which the pages of a filter's list are kept. */
export const recordsKey = (filters: Readonly<Record<string, string>>): readonly unknown[] => [
  'records',
  filters,
];

/** The open records of a filter, the oldest first: drawn only where they are looked at, and fetched as they are needed. */
export function OpenList({
  filters,
  chosen,
  choose,
}: {
  readonly filters: Readonly<Record<string, string>>;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (record: string, is: boolean) => void;
}) {
  const query = useInfiniteQuery({
    queryKey: recordsKey(filters),
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ ...filters, limit: String(pageSize) });
      if (pageParam !== '') asked.set('after', pageParam);
      return callApi<ListedPage>(`records?${asked.toString()}`);
    },
    getNextPageParam: (page) => page.next,
  });
  const records = query.data?.pages.flatMap((page) => page.records) ?? [];
  const total = Math.max(query.data?.pages.at(-1)?.total ?? 0, records.length);
  const scrolled = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: total,
    getScrollElement: () => scrolled.current,
    estimateSize: () => lineHeight,
    overscan: 8,
  });
  const shown = lines.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (last >= records.length - 1 && hasNextPage && !isFetching) void fetchNextPage();
  }, [last, records.length, hasNextPage, isFetching, fetchNextPage]);
  if (query.error !== null) return <Failed error={query.error} again={() => void query.refetch()} />;
  return (
    <>
      <p className="faint" aria-live="polite">
        {count(total)} {total === 1 ? 'record' : 'records'}, the oldest first
      </p>
      <div
        className="list"
        ref={scrolled}
        tabIndex={0}
        role="table"
        aria-label="Open records"
        aria-rowcount={total}
      >
        <div
          className="inner"
          role="rowgroup"
          ref={(inner) => inner?.style.setProperty('height', `${String(lines.getTotalSize())}px`)}
        >
          {shown.map(({ index, start }) => {
            const row = records[index];
            return (
              <div
                key={row?.record ?? index}
                className="line"
                role="row"
                aria-rowindex={index + 1}
                style={{ transform: `translateY(${String(start)}px)` }}
              >
                {row === undefined ? (
                  <span role="cell">…</span>
                ) : (
                  <>
                    <span role="cell">
                      <Checkbox
                        aria-label={`Choose ${row.number ?? row.record}`}
                        checked={chosen.has(row.record)}
                        onChange={(_, { checked }) => choose(row.record, checked === true)}
                      />
                    </span>
                    <span role="cell">
                      <RecordLink {...row} />
                    </span>
                    <span role="cell">
                      <StandingBadge standing={row.standing} />
                    </span>
                    <span role="cell" title={row.message}>
                      {row.field === undefined ? '' : `${row.field}: `}
                      {row.message}
                    </span>
                    <span role="cell">
                      <When at={row.since} short />
                    </span>
                  </>
                )}
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
