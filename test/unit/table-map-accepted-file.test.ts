import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import projects from '../../functions/setup-configuration/projects-v2.map.ts';
import { loadInstalledMaps } from '../../shared/table-map/load-installed-maps.ts';
import { AcceptedFileError, readAccepted } from '../../shared/table-map/read-accepted.ts';

const entry = {
  map: 'Projects V2',
  property: 'Description',
  path: 'msdyn_description',
  by: 'June Low',
  on: '2026-11-02',
  seen: 'P-1001 in both systems',
};

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accepted-'));
  file = join(folder, 'maps.accepted.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (content: unknown): Promise<void> =>
  writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
const read = () => readAccepted(pathToFileURL(file), true);
const failure = async (): Promise<string> => {
  const error: unknown = await read().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AcceptedFileError);
  return String(error);
};

describe('The file of accepted entries', () => {
  it('gives columns and pairs; either may be left out', async () => {
    await write({ columns: { msdyn_project: { new_number: 'text' } } });
    expect(await read()).toEqual({
      columns: { msdyn_project: { new_number: 'text' } },
      pairs: [],
      lines: [],
    });
    await write({ pairs: [entry] });
    expect(await read()).toEqual({ columns: {}, pairs: [entry], lines: [] });
  });

  it('may be missing where no setting names it: nothing is accepted then', async () => {
    expect(await readAccepted(pathToFileURL(file), false)).toEqual({ columns: {}, pairs: [], lines: [] });
  });

  it('must be there where a setting names it', async () => {
    const text = await failure();
    expect(text).toContain(file);
    expect(text).toContain('cannot be read');
  });

  it('that is not JSON is named', async () => {
    await write('{ "pairs": [');
    const text = await failure();
    expect(text).toContain(file);
    expect(text).toContain('is not JSON');
  });

  it('that cannot be read for another reason than being absent is an error in any case', async () => {
    await mkdir(file);
    await expect(readAccepted(pathToFileURL(file), false)).rejects.toThrow('cannot be read');
  });

  it('names each entry and what is wrong with it, all at once', async () => {
    const { by: _by, ...anonymous } = entry;
    await write({ pairs: [entry, { ...entry, on: '2.11.2026' }, anonymous, { ...entry, column: 'x' }] });
    const text = await failure();
    expect(text).toContain(file);
    expect(text).toContain('pairs.1.on: a date must be YYYY-MM-DD');
    expect(text).toContain('pairs.2.by');
    expect(text).toMatch(/pairs\.3: .*column/);
    expect(text).not.toContain('pairs.0');
  });

  it('names a column of a type that does not exist', async () => {
    await write({ columns: { msdyn_project: { new_number: 'number' } } });
    expect(await failure()).toContain('columns.msdyn_project.new_number');
  });
});

describe('The maps of an installation', () => {
  const openProjects = {
    ...projects,
    fields: projects.fields.filter((field) => field.finance?.property !== 'Description'),
    toFinance: { ...projects.toFinance, references: [] },
    openPairs: [{ direction: 'to-finance', property: 'Description' }],
  };
  const functions = () => pathToFileURL(`${join(folder, 'functions')}/`);
  const options = { writeBack: 'standard', sandbox: true } as const;
  beforeEach(async () => {
    const area = join(folder, 'functions', 'setup-configuration');
    await mkdir(area, { recursive: true });
    await writeFile(join(area, 'projects.map.js'), `export default ${JSON.stringify(openProjects)};`);
  });

  it('take what is accepted beside the functions', async () => {
    expect((await loadInstalledMaps(functions(), options)).byName('Projects V2').openPairs).toHaveLength(1);
    await write({ pairs: [entry] });
    expect((await loadInstalledMaps(functions(), options)).byName('Projects V2').openPairs).toEqual([]);
  });

  it('take what is accepted in the file that a setting names, and nothing else', async () => {
    await write({ pairs: [{ ...entry, map: 'Wrong' }] });
    const other = join(folder, 'other.json');
    await writeFile(other, JSON.stringify({ pairs: [entry] }));
    const maps = await loadInstalledMaps(functions(), { ...options, mapsAcceptedFile: other });
    expect(maps.byName('Projects V2').openPairs).toEqual([]);
  });

  it('do not run where a setting switches them off', async () => {
    const maps = await loadInstalledMaps(functions(), { ...options, mapsOff: new Set(['Projects V2']) });
    expect(maps.stopped(maps.byName('Projects V2'))).toContain('MAPS_OFF');
  });
});
