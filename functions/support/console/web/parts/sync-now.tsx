import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../api.ts';
import { Failed } from './failed.tsx';

/** When what came of it is looked for, beside the page's own time. */
const looksAgainMs = [1_000, 3_000];

/** Has a settled record compared now; what came of it is in its timeline, which is read again. */
export function SyncNow({ record }: { readonly record: string }) {
  const client = useQueryClient();
  const asking = useMutation({
    mutationFn: () => callApi('sync-now', { record }),
    onSuccess: async () => {
      for (const after of looksAgainMs) setTimeout(() => void client.invalidateQueries(), after);
      await client.invalidateQueries();
    },
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
