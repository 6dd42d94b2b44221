import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readExportFiles } from '../../scripts/maps/read-export-files.ts';
import { currentMaps } from '../../shared/native-map/current-maps.ts';
import { field, mapping, record, toFinance } from './native-map-fixture.ts';

const projects = mapping('Projects V2', 'msdyn_projects', [field(toFinance, 'PROJECTNAME', 'msdyn_subject')]);
const json = JSON.stringify(record(projects, '1.0.0.3'));
const utf16 = Buffer.from(json, 'utf16le');
const solution = (...records: readonly string[]): string =>
  `<?xml version="1.0"?><ImportExportXml><msdyn_dualwriteentitymaps>${records.join('')}</msdyn_dualwriteentitymaps></ImportExportXml>`;
const inSolution = `<msdyn_dualwriteentitymap><msdyn_mapping>${JSON.stringify(projects)}</msdyn_mapping><msdyn_name>m</msdyn_name></msdyn_dualwriteentitymap>`;

let root: string;
let folder: string;
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'export-files-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  folders += 1;
  folder = join(root, String(folders));
  await mkdir(folder);
});

const write = (name: string, content: string | Uint8Array): Promise<void> =>
  writeFile(join(folder, name), content);
const read = () => readExportFiles([folder]);

describe('a file of an export', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(json)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${json}`)],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16, the other byte first', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
  ])('may be written in %s', async (_encoding, bytes) => {
    await write('projects.json', bytes);
    expect(await read()).toMatchObject({ maps: [{ native: { label: 'Projects V2' } }], unreadable: [] });
  });

  it.each<[string, string, string | Uint8Array, string]>([
    ['empty', 'a.json', ' \n', 'is empty: export it again'],
    ['UTF-16 without a mark', 'a.json', utf16, 'save it as UTF-8'],
    ['no text', 'a.json', Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]), 'save it as UTF-8'],
    ['an archive', 'a.zip', Buffer.from('PK\u0003\u0004 and so on'), 'is a ZIP: unpack it'],
    ['an archive by another name', 'a.json', Buffer.from('PK\u0003\u0004 and so on'), 'is a ZIP: unpack it'],
    ['broken', 'a.json', '{ "msdyn_mapping": ', 'is not JSON'],
    ['JSON of something else', 'a.json', '{ "name": "x" }', 'export the rows of msdyn_dualwriteentitymaps'],
    ['a number', 'a.json', '7', 'is no JSON object'],
    [
      'a record without its mapping',
      'a.json',
      '{ "msdyn_name": "m" }',
      'its record "m" holds no mapping: export it with the column msdyn_mapping',
    ],
    [
      'one with a member twice',
      'a.json',
      `{ "msdyn_name": "m", "msdyn_mapping": ${JSON.stringify('{ "legs": 1, "legs": 2 }')} }`,
      "m: its mapping is not JSON (Duplicate key 'legs'",
    ],
    ['a page', 'a.xml', '<html />', 'is no exported solution'],
  ])(
    'is named with what to do where it is %s, and the others are read',
    async (_what, name, content, problem) => {
      await write(name, content);
      await write('projects.json', json);
      expect(await read()).toMatchObject({
        maps: [{ native: { label: 'Projects V2' } }],
        unreadable: [{ origin: join(folder, name), problem: expect.stringContaining(problem) as string }],
      });
    },
  );
});

describe('an unpacked solution', () => {
  it('is read from its customizations.xml, and its other parts are none of an import', async () => {
    await write('customizations.xml', solution(inSolution));
    await write('solution.xml', '<ImportExportXml><SolutionManifest /></ImportExportXml>');
    await write('[Content_Types].xml', '<Types />');
    await mkdir(join(folder, 'Workflows'));
    expect(await read()).toMatchObject({ maps: [{ native: { name: 'm' } }], unreadable: [] });
  });

  it('with one bad record keeps the others, and names it', async () => {
    const bad = '<msdyn_dualwriteentitymap><msdyn_name>bad</msdyn_name></msdyn_dualwriteentitymap>';
    await write('customizations.xml', solution(inSolution, bad));
    expect(await read()).toMatchObject({
      maps: [{ native: { name: 'm' } }],
      unreadable: [{ problem: expect.stringContaining('its record "bad" holds no mapping') as string }],
    });
  });
});

describe('two exports of one map', () => {
  it('that say the same are one', async () => {
    await write('a.json', json);
    await write('b.json', JSON.stringify(record(projects, '1.0.0.3', '2026-01-01T00:00:00Z')));
    expect(currentMaps(await read())).toMatchObject({
      current: [{ why: 'the only one', parked: [], savedOn: '2026-01-01T00:00:00Z' }],
      unclear: [],
    });
  });

  it('that differ are named with their files, and neither is taken', async () => {
    await write('a.json', json);
    await write('b.json', JSON.stringify(record(mapping('Projects V2', 'msdyn_projects', []), '1.0.0.3')));
    const { current, unclear } = currentMaps(await read());
    expect(current).toEqual([]);
    expect(unclear).toMatchObject([
      { problem: expect.stringMatching(/1\.0\.0\.3 in .*a\.json, 1\.0\.0\.3 in .*b\.json/) as string },
    ]);
  });
});

it('says that folders in a folder are not looked into', async () => {
  await mkdir(join(folder, 'more'));
  await expect(read()).rejects.toThrow('folders in it are not looked into');
});
