import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localAcceptedFile, startEnvironment, type Environment } from '../../infra/local/environment.ts';
import { registerSteps } from '../../infra/local/register-steps.ts';
import { dataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { until } from '../../infra/local/story/stage.ts';
import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';

const never = '0 0 0 1 1 *';
const inFlight = 4;
/** Rows that are made before the key changes, and after it. */
const each = 20;

describe('the key of the webhook', () => {
  let environment: Environment;
  beforeAll(async () => {
    environment = await startEnvironment({
      financeEvents: 'off',
      writeBack: 'standard',
      dataverseEndpoint: 'webhook',
      registered: true,
      // Both keys are good at the host while one takes the place of the other; no timer finds what a lost event leaves.
      settings: { FUNCTIONS_KEYS: 'local-function-key,rotated-key', RECONCILE_SCHEDULE: never },
    });
  });
  afterAll(() => environment.stop());

  it('F48: is changed under load with npm run register, and no event is refused or lost', async () => {
    const { dataverse, finance } = environment;
    const june = dataverseUser(dataverse.url, 'June Low');
    const maps = await loadInstalledMaps(new URL('../../functions/', import.meta.url), {
      writeBack: 'standard',
      sandbox: true,
      mapsAcceptedFile: localAcceptedFile,
    });
    let made = 0;
    let rotatedAt = Infinity;
    const write = async (): Promise<void> => {
      while (made < rotatedAt + each) {
        made += 1;
        const number = `R-${String(made)}`;
        await june.create('bookableresourcecategory', {
          name: `Role ${number}`,
          msdyn_resourcecategorynumber: number,
        });
      }
    };
    const rotate = async (): Promise<void> => {
      await until(20_000, () => Promise.resolve(made >= each ? true : undefined));
      await registerSteps(dataverse.url, maps, {
        kind: 'webhook',
        url: `${environment.functionsUrl()}/api/dataverse/events`,
        secret: 'rotated-key',
      });
      rotatedAt = made;
    };
    await Promise.all([rotate(), ...Array.from({ length: inFlight }, write)]);

    const arrived = (): number =>
      finance.rows('ResourceCategoriesShared').filter(({ RoleId }) => String(RoleId).startsWith('R-')).length;
    await until(30_000, () => Promise.resolve(arrived() >= made ? true : undefined));
    expect(arrived()).toBe(made);
    expect(dataverse.rows('asyncoperation')).toEqual([]);
    expect(dataverse.rows('serviceendpoint')).toMatchObject([{ authvalue: 'rotated-key' }]);
  });
});
