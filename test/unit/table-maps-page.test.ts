import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import { tableMapsPage } from '../../scripts/table-maps-page.ts';
import type { MapSummary } from '../../shared/table-map/map-summary.ts';

const root = new URL('../../', import.meta.url);
const run = promisify(execFile);
const sandboxes = {
  DATAVERSE_URL: 'http://127.0.0.1:7001',
  FINANCE_URL: 'http://127.0.0.1:7002',
  AUTHENTICATION: 'none',
};
const mapsIn = (environment: Readonly<Record<string, string>>, words: readonly string[]) =>
  run(process.execPath, ['scripts/maps.ts', ...words], {
    cwd: fileURLToPath(root),
    env: { ...process.env, ...environment },
  });
const maps = (...words: readonly string[]) => mapsIn(sandboxes, words);
const listed = async (...words: readonly string[]): Promise<readonly MapSummary[]> =>
  JSON.parse((await maps('list', '--json', ...words)).stdout) as MapSummary[];

describe('docs/table-maps.md', () => {
  it('says what the maps say; `npm run docs` writes it anew', async () => {
    const page = await readFile(new URL('docs/table-maps.md', root), 'utf8');
    expect(page).toBe(
      tableMapsPage(
        await loadTableMaps(new URL('functions/', root), {
          writeBack: 'standard',
          sandbox: true,
          imported: 'ignored',
        }),
      ),
    );
  });
});

describe('npm run maps -- list', () => {
  it('names every map with its tables, direction, kind and how sure it is', async () => {
    const actuals = (await listed()).find((map) => map.name === 'Project Operations integration actuals');
    expect(actuals).toMatchObject({
      area: 'estimates-actuals',
      version: '1.0.0.19',
      table: 'msdyn_actual',
      set: 'ProjActualsImports',
      direction: 'both',
      kind: 'transactional',
      enabled: true,
    });
    expect(actuals?.evidence.documented).toBeGreaterThan(30);
    expect(actuals?.evidence.open).toBeGreaterThan(0);
  });

  it('says of a map that does not run why: not published, nothing accepted, or switched off', async () => {
    const why = async (name: string, ...words: readonly string[]) =>
      (await listed(...words)).find((map) => map.name === name)?.why;
    const subcontract = 'Project subcontract purchase order header';
    expect(await why(subcontract)).toContain('maps.accepted.json');
    expect(await why(subcontract, '--accepted', 'infra/local/maps.accepted.json')).toBeUndefined();
    expect(await why('Progress billing milestone header')).toContain('published nowhere');
    expect(await why('Projects V2', '--off', 'Projects V2')).toContain('MAPS_OFF');
  });

  it('says which lines keep a map back from a real environment', async () => {
    const { stdout } = await mapsIn({ ...sandboxes, DATAVERSE_URL: 'https://contoso.crm4.dynamics.com' }, [
      'list',
      '--json',
    ]);
    const projects = (JSON.parse(stdout) as MapSummary[]).find((map) => map.name === 'Projects V2');
    expect(projects?.enabled).toBe(false);
    expect(projects?.why).toMatch(
      /^12 of its lines are guesses \(dataAreaId, ProjectId, .*maps\.accepted\.json/,
    );
  });

  it('prints a table for a person', async () => {
    const { stdout } = await maps('list');
    expect(stdout).toMatch(/│ msdyn_project +│.*\n│ ↔ ProjectsV2 +│/);
    expect(stdout).toMatch(/\d+ of \d+ maps run/);
  });

  it.each([
    [['list', '--off', 'Nothing'], 'no table map "Nothing"'],
    [['list', '--accepted', 'nowhere.json'], 'nowhere.json'],
    [['lst'], 'npm run maps -- list'],
    [['list', '--jsn'], '--jsn'],
  ])('ends with 2 and says what is wrong: %s', async (words, text) => {
    await expect(maps(...words)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining(text) as string,
    });
  });
});
