import type { FinanceUser } from './finance-user.ts';

/** What an accountant does with actuals that have arrived: fetches them into the integration journal and posts it. */
export async function postStaged(accountant: FinanceUser): Promise<void> {
  await accountant.act('import-from-staging', { company: 'usmf' });
  await accountant.act('post-integration-journal', { company: 'usmf' });
}
