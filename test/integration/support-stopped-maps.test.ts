import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { localAcceptedFile, startEnvironment, type Environment } from '../../infra/local/environment.ts';
import { bind, dataverseUser } from '../../infra/local/story/dataverse-user.ts';
import { until } from '../../infra/local/story/stage.ts';
import { guesses } from '../../shared/table-map/guesses.ts';
import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';

const script = fileURLToPath(new URL('../../scripts/support.ts', import.meta.url));
const run = promisify(execFile);

/** What a person sees who types a command; blanks and frames of tables are one blank. */
async function support(environment: Environment, ...typed: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [script, ...typed], {
    env: {
      ...process.env,
      COLUMNS: '400',
      SUPPORT_URL: environment.functionsUrl(),
      SUPPORT_KEY: environment.functionKey,
    },
  });
  return stdout.replaceAll(/[\s│─┼├┤┌┐└┘┬┴]+/g, ' ');
}

it('F63: the running app holds a map back while its twin runs, tells support, and lets it go by itself', async () => {
  const log: string[] = [];
  const environment = await startEnvironment({
    financeEvents: 'off',
    writeBack: 'standard',
    dataverseEndpoint: 'webhook',
    settings: { MAP_CHECK_SCHEDULE: '* * * * * *', RECONCILE_SCHEDULE: '0 0 0 1 1 *' },
    log: (line) => log.push(line),
  });
  try {
    const list = (): Promise<string> => support(environment, 'list');
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

it('outside the sandboxes the running app starts a map only when its lines are accepted, and says so before any call', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'accepted-'));
  const file = join(folder, 'maps.accepted.json');
  const maps = await loadInstalledMaps(new URL('../../functions/', import.meta.url), {
    writeBack: 'standard',
    sandbox: false,
    mapsAcceptedFile: localAcceptedFile,
  });
  const seen = { by: 'Alicia Thornber', on: '2026-11-20', seen: 'The running map of our test environment.' };
  const lines = guesses(maps.byName('Projects V2')).map(({ line }) => ({
    map: 'Projects V2',
    line,
    ...seen,
  }));
  const accepted = JSON.parse(await readFile(localAcceptedFile, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...accepted, lines }));

  const listed = async (mapsAcceptedFile: string): Promise<string> => {
    const environment = await startEnvironment({
      financeEvents: 'off',
      writeBack: 'standard',
      dataverseEndpoint: 'webhook',
      linkAtStart: false,
      // A name that is no loopback address and leads nowhere.
      settings: {
        DATAVERSE_URL: 'https://contoso.crm.invalid',
        // It would find that out before the record does.
        RECONCILE_SCHEDULE: '0 0 0 1 1 *',
        MAPS_ACCEPTED_FILE: mapsAcceptedFile,
        SUPPORT_SIGN_IN: 'platform',
      },
    });
    try {
      const june = dataverseUser(environment.dataverse.url, 'June Low');
      await june.create('msdyn_project', { msdyn_projectnumber: 'P-1', msdyn_subject: 'Bridge' });
      const text = await until(60_000, async () => {
        const now = await support(environment, 'list');
        return now.includes('1 record is open') ? now : undefined;
      });
      return text ?? 'no record is open';
    } finally {
      await environment.stop();
    }
  };
  try {
    const before = await listed(localAcceptedFile);
    expect(before).toContain('Projects V2 12 of its lines are guesses (dataAreaId, ProjectId, ProjectName,');
    expect(before).toContain('map-stopped');
    const after = await listed(file);
    expect(after).toContain('Project tasks 10 of its lines are guesses');
    expect(after).not.toContain('Projects V2 12 of its lines');
    expect(after).not.toContain('map-stopped');
    expect(after).toContain(' unavailable ');
  } finally {
    await rm(folder, { recursive: true });
  }
}, 240_000);
