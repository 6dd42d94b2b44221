import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { HeldBack } from '../../../../../shared/support/held-back.ts';
import { callApi } from '../api.ts';
import { every } from '../every.ts';

/** What is paused, and which system is not called. */
export const useHeld = (): UseQueryResult<HeldBack> =>
  useQuery({
    queryKey: ['pauses'],
    queryFn: () => callApi<HeldBack>('pauses'),
    refetchInterval: every<HeldBack>(10_000),
  });
