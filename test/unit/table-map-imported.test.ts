import { afterEach, describe, expect, it } from 'vitest';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { acceptPairs } from '../../shared/table-map/accept-pairs.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import type { Registry } from '../../shared/table-map/registry.ts';

const root = new URL('../../', import.meta.url);
const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

/** The built-in maps with one file of what an environment says, as an installation has them. */
async function loadWith(
  lines: string,
  more = '',
  map = 'Projects V2',
  writeBack: 'standard' | 'custom' = 'standard',
): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), 'maps-'));
  folders.push(folder);
  await cp(fileURLToPath(new URL('functions/', root)), join(folder, 'functions'), { recursive: true });
  await symlink(fileURLToPath(new URL('shared', root)), join(folder, 'shared'));
  await writeFile(
    join(folder, 'functions/setup-configuration/projects-v2.imported.ts'),
    `import { defineImportedMap } from '../../shared/table-map/define-imported-map.ts';
import { when } from '../../shared/table-map/when.ts';
export default defineImportedMap(${JSON.stringify(map)}, ({ toFinance, toDataverse, keepToFinance, leaveOutToFinance, leaveOutToDataverse }) => ({
  version: '1.0.0.4',
  source: 'a test',
  ${more}
  lines: [${lines}],
}));
void when;
`,
  );
  return loadTableMaps(pathToFileURL(`${join(folder, 'functions')}/`), {
    writeBack,
    sandbox: true,
  });
}

const projects = async (lines: string, more?: string) => {
  const maps = await loadWith(lines, more);
  const map = maps.byName('Projects V2');
  return {
    map,
    field: (property: string) => map.fields.find(({ finance }) => finance?.property === property),
  };
};

describe('an imported map', () => {
  it('makes a pair that the built-in map has imported, and keeps its guards', async () => {
    const { map, field } = await projects(
      "toFinance('msdyn_salesorderid.msdyn_salesordernumber', 'ProjectContractId', 'imported')",
    );
    expect(field('ProjectContractId')).toMatchObject({ evidence: 'imported', omitEmpty: true });
    expect(field('ProjectName')).toMatchObject({ evidence: 'inferred' });
    expect(map.version).toBe('1.0.0.4');
  });

  it('puts another column in the place of ours, with its values', async () => {
    const { field } = await projects(
      "toFinance('msdyn_scheduledstart', 'ProjectedStartDate', 'imported'), toFinance('statuscode', 'ProjectStage', 'imported', { values: { InProcess: 1, Completed: 192350000 } })",
    );
    expect(field('ProjectedStartDate')?.dataverse).toEqual({
      path: 'msdyn_scheduledstart',
      type: 'user-local',
    });
    expect(field('ProjectStage')?.transform).toEqual({
      kind: 'value-map',
      pairs: { InProcess: '1', Completed: '192350000' },
    });
  });

  it('leaves out what it says is not sent there, and keeps what it does not speak of', async () => {
    const { field } = await projects(
      "leaveOutToFinance('Description', 'not sent'), keepToFinance('ProjectName', 'wanted')",
    );
    expect(field('Description')).toBeUndefined();
    expect(field('ProjectName')).toBeDefined();
    expect(field('ActualStartDate')).toBeDefined();
  });

  it('brings columns and properties along that our metadata does not know, and their parents', async () => {
    const { map, field } = await projects(
      "toFinance('contoso_program.msdyn_projectnumber', 'ContosoProgram', 'imported')",
      "columns: { msdyn_project: { contoso_program: { lookup: ['msdyn_project'] } } }, properties: { ContosoProgram: 'string' },",
    );
    expect(field('ContosoProgram')).toMatchObject({ dataverse: { type: 'text' }, evidence: 'imported' });
    expect(map.toFinance?.references).toContainEqual({
      kind: 'parent',
      lookup: 'contoso_program',
      map: 'Projects V2',
    });
  });

  it('takes the filter of the environment in place of ours', async () => {
    const { map } = await projects(
      '',
      "filter: { text: 'statecode eq 0', when: when.equals('statecode', 0) },",
    );
    expect(map.toFinance?.filter).toMatchObject({
      text: 'statecode eq 0',
      evidence: 'imported',
      exit: 'keep',
    });
  });

  it.each([
    ["toFinance('msdyn_nothing', 'ProjectName', 'imported')", '', 'msdyn_nothing'],
    ["toFinance('msdyn_subject', 'Nothing', 'imported')", '', 'Nothing is no property'],
    ["toFinance('msdyn_subject', 'ProjectStage', 'imported')", '', 'an enum needs values'],
    ["leaveOutToFinance('ProjectId', 'x')", '', 'no field fills the key property ProjectId'],
    ["toDataverse('msdyn_subject', 'ProjectName', 'imported')", '', 'needs one owner'],
    ["keepToFinance('ProjectNme', 'x')", '', 'ProjectNme, which it does not fill'],
    ["leaveOutToFinance('Descripton', 'x')", '', 'Descripton, which it does not fill'],
    [
      "toFinance('msdyn_subject', 'ProjectName', 'imported'), leaveOutToFinance('ProjectName', 'x')",
      '',
      'two lines of its imported file are about ProjectName',
    ],
    [
      '',
      "columns: { msdyn_project: { msdyn_subject: 'integer' } },",
      'msdyn_subject of msdyn_project is known as',
    ],
  ])('is refused, naming map and line: %s %s', async (lines, more, text) => {
    await expect(loadWith(lines, more)).rejects.toThrow(text);
    await expect(loadWith(lines, more)).rejects.toThrow('Projects V2');
  });

  it('leaves it to the setting WRITE_BACK which columns of an actual take what Finance posted', async () => {
    const lines =
      "toDataverse('msdyn_vouchernumber', 'VoucherNumber', 'imported'), toDataverse('contoso_amount', 'AccountingAmount', 'imported'), leaveOutToDataverse('msdyn_accountingamount', 'another column takes it')";
    const columns = "columns: { msdyn_actual: { contoso_amount: 'money' } },";
    const written = async (writeBack: 'standard' | 'custom') =>
      (await loadWith(lines, columns, 'Project Operations integration actuals', writeBack))
        .byName('Project Operations integration actuals')
        .fields.flatMap(({ direction, dataverse }) => (direction === 'to-dataverse' ? [dataverse?.path] : []))
        .sort();
    expect(await written('standard')).toEqual([
      'contoso_amount',
      'msdyn_accountexchangerate',
      'msdyn_accountingtaxamount',
      'msdyn_vouchernumber',
    ]);
    expect(await written('custom')).toEqual([
      'posync_accountingamount',
      'posync_exchangerate',
      'posync_salestaxamount',
      'posync_vouchernumber',
    ]);
  });

  it('makes an accepted entry needless, which says so', async () => {
    const { map } = await projects('');
    const entry = {
      map: 'Projects V2',
      property: 'ProjectName',
      path: 'msdyn_subject',
      by: 'x',
      on: '2026-11-20',
      seen: 'y',
    };
    expect(() => acceptPairs(map, [entry], [map])).toThrow(
      /msdyn_subject stands there \(inferred\), so delete the entry/,
    );
  });

  it('is refused when there is no map of its name', async () => {
    await expect(loadWith('', '', 'Projects V3')).rejects.toThrow('there is no such map');
  });
});
