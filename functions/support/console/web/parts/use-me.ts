import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { callApi } from '../api.ts';
import type { Me } from '../types.ts';

/** Who is signed in. */
export const useMe = (): UseQueryResult<Me> =>
  useQuery({ queryKey: ['me'], queryFn: () => callApi<Me>('me'), staleTime: 60_000 });

/** Whether the person who is signed in may do what a role allows; the API decides again at every call. */
export const useMay = (role: 'Support.Replay' | 'Support.Admin'): boolean =>
  useMe().data?.may.includes(role) ?? false;
