import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startEnvironment } from '../../infra/local/environment.ts';
import { bind, dataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { until } from '../../infra/local/story/stage.ts';

const script = fileURLToPath(new URL('../../scripts/support.ts', import.meta.url));
const run = promisify(execFile);

it('F63: the running app holds a map back while its twin runs, tells support, and lets it go by itself', async () => {
  const log: string[] = [];
  const environment = await startEnvironment({
    financeEvents: 'off',
    writeBack: 'standard',
    dataverseEndpoint: 'webhook',
    settings: { MAP_CHECK_SCHEDULE: '* * * * * *' },
    log: (line) => log.push(line),
  });
  try {
    const list = async (): Promise<string> => {
      const { stdout } = await run(process.execPath, [script, 'list'], {
        env: {
          ...process.env,
          COLUMNS: '400',
          SUPPORT_URL: environment.functionsUrl(),
          SUPPORT_KEY: environment.functionKey,
        },
      });
      return stdout.replaceAll(/[\s│─┼├┤┌┐└┘┬┴]+/g, ' ');
    };
    expect(await list()).toBe('Nothing is open. ');

    const june = dataverseUser(environment.dataverse.url, 'June Low');
    const twin = await june.create('msdyn_dualwriteruntimeconfig', {
      msdyn_unsecure: JSON.stringify({
        SourceEntityName: 'msdyn_projects',
        DestinationEntityName: 'Projects V2',
        EntityMapVersion: { Major: 1, Minor: 0, Build: 0, Revision: 3 },
      }),
    });
    const becomesTrue = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
      expect(await until(60_000, async () => ((await holds()) ? true : undefined))).toBe(true);
    };
    const logged = (text: string): Promise<void> =>
      becomesTrue(() => log.some((line) => line.includes(text)));
    await logged('The map "Projects V2" does not run: The native dual-write map runs too');

    const company = bind('cdm_companies', await june.find('cdm_company', 'cdm_companycode', 'usmf'));
    await june.create('msdyn_project', {
      msdyn_projectnumber: 'P-1',
      msdyn_subject: 'Bridge',
      msdyn_owningcompany: company,
    });
    const listed = await until(60_000, async () => {
      const text = await list();
      return text.includes('map-stopped') ? text : undefined;
    });
    expect(listed).toContain('1 map does not run: map why Projects V2 The native dual-write map runs too');
    expect(listed).toContain('1 record is open, for 1 reason:');
    expect(environment.finance.rows('ProjectsV2')).toEqual([]);

    await fetch(`${environment.dataverse.url}/api/data/v9.2/msdyn_dualwriteruntimeconfigs(${twin})`, {
      method: 'DELETE',
    });
    await logged('The map "Projects V2" runs again.');
    await becomesTrue(() => environment.finance.rows('ProjectsV2').length === 1);
    await becomesTrue(async () => (await list()) === 'Nothing is open. ');
  } finally {
    await environment.stop();
  }
}, 240_000);
