import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../api.ts';
import { Failed } from './failed.tsx';

/** Has a settled record compared now; what came of it is in its timeline, which is read again. */
export function SyncNow({ record }: { readonly record: string }) {
  const client = useQueryClient();
  const asking = useMutation({
    mutationFn: () => callApi('sync-now', { record }),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <>
      <Button disabled={asking.isPending} onClick={() => asking.mutate()}>
        Sync now
      </Button>
      <span aria-live="polite">
        {asking.isSuccess ? 'On its way: what differs is written, and what came of it stands below.' : ''}
      </span>
      {asking.error === null ? null : <Failed error={asking.error} />}
    </>
  );
}
