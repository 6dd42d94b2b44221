import { Spinner } from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failed } from './failed.tsx';

/**
 * What was asked for once it is there; until then that it is on its way, or why it does not come.
 *
 * @param title of the page, where what is asked for brings its heading along.
 */
export function Asked<Answer>({
  query,
  title,
  children,
}: {
  readonly query: UseQueryResult<Answer>;
  readonly title?: string;
  readonly children: (answer: Answer) => ReactNode;
}) {
  if (query.data !== undefined)
    return (
      <>
        {query.error === null ? null : <Failed error={query.error} again={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  return (
    <>
      {title === undefined ? null : <h1>{title}</h1>}
      {query.error === null ? (
        <Spinner label="Loading" />
      ) : (
        <Failed error={query.error} again={() => void query.refetch()} />
      )}
    </>
  );
}
