import type { Stack } from './stack.ts';

/** Timers ring on the first of January: only what webhooks bring is measured. */
const never = '0 0 0 1 1 *';

/** Settings of the functions: production's defaults but for addresses, timers and what MOST_IN_FLIGHT may say. */
export const syncSettings = (
  stack: Pick<Stack, 'dataverse' | 'finance' | 'serviceBus' | 'ledger'>,
): Readonly<Record<string, string>> => ({
  DATAVERSE_URL: stack.dataverse.url,
  DATAVERSE_ORGANIZATION_IDS: stack.dataverse.organizationId,
  FINANCE_URL: stack.finance.url,
  COMPANIES: JSON.stringify([{ code: 'usmf', goLive: '2026-01-01', firstOpenPeriod: '2026-09-01' }]),
  SERVICE_BUS: stack.serviceBus,
  LEDGER: stack.ledger.connectionString,
  AUTHENTICATION: 'none',
  SCAN_SCHEDULE: never,
  RECONCILE_SCHEDULE: never,
  DEAD_LETTER_SCHEDULE: never,
  RELEASE_SCHEDULE: never,
  MAP_CHECK_SCHEDULE: never,
  OBSERVE_SCHEDULE: never,
});
