import { reconcile } from '../../shared/reconcile/reconcile.ts';
import { getRuntime } from '../runtime.ts';
import { assertMayEverywhere } from './access/assert-may-everywhere.ts';
import { supportRoute } from './support-route.ts';

/**
 * One round of reconciliation now, as the timer does it: `POST /api/support/reconcile`. Answers with what it looked at and
 * published when the round is done.
 */
supportRoute('reconcile', {
  methods: ['POST'],
  role: 'Support.Admin',
  answer: async ({ person }) => {
    assertMayEverywhere(person, 'Support.Admin');
    const { sync, trail } = await getRuntime();
    return { jsonBody: await reconcile(sync, trail) };
  },
});
