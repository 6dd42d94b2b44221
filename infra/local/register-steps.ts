import { webApi } from '../../shared/dataverse/web-api.ts';
import { applyDifferences } from '../../shared/register/apply-differences.ts';
import { planRegistration } from '../../shared/register/plan-registration.ts';
import { registrations } from '../../shared/register/registrations.ts';
import type { WantedEndpoint } from '../../shared/register/wanted.ts';
import { defaultName } from '../../shared/register/wanted-endpoint.ts';
import { wantedSteps } from '../../shared/register/wanted-steps.ts';
import type { Registry } from '../../shared/table-map/registry.ts';

/**
 * Registers the steps of the maps in the sandbox, as `npm run register -- --apply` does in an environment.
 *
 * @throws Error naming what was refused.
 */
export async function registerSteps(url: string, maps: Registry, endpoint: WantedEndpoint): Promise<void> {
  const rows = registrations(
    webApi({
      url,
      credential: undefined,
      timeoutMs: 5_000,
      maxInFlight: 4,
      pageSize: 1_000,
      now: Date.now,
    }),
  );
  const { planned, endpoint: known } = await planRegistration(rows, {
    name: defaultName,
    endpoint,
    steps: wantedSteps(maps),
  });
  const failed = await applyDifferences(rows, planned, known);
  const blocked = planned.filter(({ action }) => action === 'blocked').map(({ name }) => name);
  if (failed.length + blocked.length > 0)
    throw new Error(
      `Registering steps at the start: ${[...failed.map(({ name, why }) => `${name}: ${why}`), ...blocked].join('; ')}`,
    );
}
