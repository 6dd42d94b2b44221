import { Spinner } from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failed } from './failed.tsx';

/** What was asked for once it is there; until then that it is on its way, or why it does not come. */
export function Asked<Answer>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}) {
  if (query.data !== undefined)
    return (
      <>
        {query.error === null ? null : <Failed error={query.error} again={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  if (query.error !== null) return <Failed error={query.error} again={() => void query.refetch()} />;
  return <Spinner label="Loading" />;
}
