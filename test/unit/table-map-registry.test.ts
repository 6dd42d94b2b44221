import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import projects from '../../functions/setup-configuration/projects-v2.map.ts';
import { areas } from '../../shared/table-map/area.ts';
import { columnsToRead } from '../../shared/table-map/columns-to-read.ts';
import { dataverseTableRef } from '../../shared/table-map/dataverse-table-ref.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import { defineOpenMap } from '../../shared/table-map/open-map.ts';
import { recordOf } from '../../shared/table-map/record-of.ts';
import { registry } from '../../shared/table-map/registry.ts';
import { tableRefs } from '../../shared/table-map/table-refs.ts';
import { transformToDataverse } from '../../shared/table-map/transform-to-dataverse.ts';
import { transformToFinance } from '../../shared/table-map/transform-to-finance.ts';
import { watchedColumns } from '../../shared/table-map/watched-columns.ts';
import { sourceRow } from './maps-source-row.ts';

const functions = new URL('../../functions/', import.meta.url);
const distinct = <Value>(value: Value, index: number, all: readonly Value[]): boolean =>
  all.indexOf(value) === index;
const built = await loadTableMaps(functions, { writeBack: 'standard', sandbox: true });

describe('The maps of this project', () => {
  it('are found by name, table, entity and area, whatever the case', () => {
    expect(built.byName('Projects V2').finance.set).toBe('ProjectsV2');
    expect(built.byDataverseTable('MSDYN_PROJECT').map((map) => map.name)).toEqual(['Projects V2']);
    expect(built.byFinanceEntity('projactualsimportentity').map((map) => map.dataverse.table)).toEqual([
      'msdyn_actual',
      'invoice',
    ]);
    expect(built.byArea('vendor-invoice')).toHaveLength(2);
    expect(built.has('Projects')).toBe(false);
    expect(() => built.byName('Projects')).toThrow('There is no table map "Projects".');
  });

  it('cover every area', () => {
    for (const area of areas) expect(built.byArea(area), area).not.toHaveLength(0);
  });

  it.each(built.all().map((map) => [map.name, map] as const))(
    'have types for all that they read, filter and write: %s',
    (_name, map) => {
      const refs = tableRefs(map);
      for (const path of columnsToRead(map, 'to-finance'))
        expect(refs.dataverse.columns, path).toHaveProperty([path]);
      for (const name of columnsToRead(map, 'to-dataverse'))
        expect(refs.finance.columns, name).toHaveProperty([name]);
      if (map.toDataverse === undefined) return;
      const { values, createOnly, updateOnly, completing, lookups } = transformToDataverse(
        map,
        sourceRow(map, 'to-dataverse', {}),
      );
      const written = [
        ...Object.keys({ ...values, ...createOnly, ...updateOnly, ...completing, ...lookups }),
        ...map.toDataverse.findBy,
      ];
      for (const column of written) expect(refs.dataverse.columns, column).toHaveProperty([column]);
    },
  );

  it.each(
    built.all().flatMap((map) =>
      map.fields
        .map((field) => field.direction)
        .filter(distinct)
        .map((direction) => [map.name, direction, map] as const),
    ),
  )('refuse a row that was read without any of their columns: %s, %s', (_name, direction, map) => {
    const transform = direction === 'to-finance' ? transformToFinance : transformToDataverse;
    expect(() => transform(map, {})).toThrow('was read without');
  });

  it('have no columns yet where none is published, and then they do not run', () => {
    const without = built.all().filter((map) => map.fields.length === 0);
    expect(without.map((map) => map.name)).toEqual([
      'Project subcontract purchase order header',
      'Project subcontract purchase order line',
    ]);
    for (const map of without) expect(built.stopped(map), map.name).toContain('maps.accepted.json');
  });
});

describe('Maps of dual-write that cannot be written down', () => {
  it('are listed with what is not published, and are not among those that run', () => {
    expect(built.openMaps().map((map) => map.name)).toEqual(
      expect.arrayContaining([
        'Project material usage creates',
        'Project Operations integration invoice proposal export entity',
      ]),
    );
    for (const map of built.openMaps()) {
      expect(map.open, map.name).not.toHaveLength(0);
      expect(built.has(map.name), map.name).toBe(false);
      expect(built.byArea(map.area).map((each) => each.name)).not.toContain(map.name);
    }
  });
});

describe('columnsToRead', () => {
  it('holds fields, company, filter and the look-ups of references, each once', () => {
    expect(columnsToRead(built.byName('Project tasks'), 'to-finance')).toEqual([
      'msdyn_project.msdyn_owningcompany.cdm_companycode',
      'msdyn_project.msdyn_projectnumber',
      'msdyn_activitynumber',
      'msdyn_subject',
      'msdyn_projecttaskid',
      'msdyn_parenttask',
      'msdyn_outlinelevel',
      'msdyn_displaysequence',
      'msdyn_islinetask',
      'msdyn_project',
    ]);
    expect(columnsToRead(built.byName('Project tasks'), 'to-dataverse')).toEqual([]);
  });

  it('holds both columns where one stands in for the other', () => {
    expect(columnsToRead(projects, 'to-finance')).toEqual(
      expect.arrayContaining(['msdyn_tzafinish', 'msdyn_finish']),
    );
  });
});

describe('columnsToRead of a document', () => {
  it('holds what ties header and lines together, by its name on each side', () => {
    const header = built.byName('Project Operations integration project vendor invoice export entity V2');
    const document = {
      direction: 'to-dataverse',
      role: 'header',
      counterpartOf: 'lines',
      link: { OrderAccount: 'PurchId' },
      lookup: 'x',
    } as const;
    expect(columnsToRead({ ...header, document }, 'to-dataverse')).toContain('PurchId');
    const line = { ...header, document: { ...document, role: 'line' } } as const;
    expect(columnsToRead(line, 'to-dataverse')).toContain('OrderAccount');
  });
});

describe('watchedColumns', () => {
  it('names attributes of the table itself, for a plug-in step', () => {
    expect(watchedColumns(built.byName('Project contract headers'))).toEqual([
      'msdyn_owningcompany',
      'msdyn_salesordernumber',
      'name',
      'transactioncurrencyid',
      'customerid',
      'salesorderid',
      'msdyn_ordertype',
    ]);
  });
});

describe('recordOf', () => {
  it('names a record by its map and the side that identifies it', () => {
    expect(recordOf(projects, 'B1A7')).toBe('Projects V2|b1a7');
    const expenses = built.byName('Project Operations integration project expenses export entity');
    expect(recordOf(expenses, '00A|usmf')).toBe(`${expenses.name}|00A|usmf`);
  });
});

describe('dataverseTableRef', () => {
  it('knows the tables that we only refer to', () => {
    expect(dataverseTableRef('account')).toEqual({
      table: 'account',
      set: 'accounts',
      key: { accountid: 'guid' },
      columns: { accountid: 'guid', accountnumber: 'text', msdyn_company: 'lookup' },
    });
    expect(() => dataverseTableRef('lead')).toThrow('no Dataverse table lead');
  });
});

describe('loadTableMaps', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maps-'));
    await mkdir(join(folder, 'expense'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = (name: string, map: object): Promise<void> =>
    writeFile(join(folder, 'expense', name), `export default ${JSON.stringify(map)};`);
  const load = () => loadTableMaps(pathToFileURL(`${folder}/`), { writeBack: 'standard', sandbox: true });

  it('loads a map from the bundle when its file is there, and nothing else', async () => {
    await put('projects.map.js', { ...projects, toFinance: { ...projects.toFinance, references: [] } });
    await writeFile(join(folder, 'expense', 'function.js'), 'throw new Error("not a map")');
    expect((await load()).all().map((map) => map.name)).toEqual(['Projects V2']);
  });

  it('refuses a map that refers to one which is not there', async () => {
    await put('projects.map.js', projects);
    await expect(load()).rejects.toThrow(
      'it refers to the map "Project contract headers", which does not exist',
    );
  });

  it('lists an open map apart from those that run', async () => {
    const openMap = {
      name: 'Unknown',
      version: '1',
      area: 'expense',
      kind: 'master',
      direction: 'to-dataverse',
      properties: [],
      open: ['Nothing of it is published.'],
    } as const;
    await put('unknown.map.js', defineOpenMap(openMap));
    const maps = await load();
    expect(maps.openMaps()).toEqual([openMap]);
    expect(maps.all()).toEqual([]);
  });

  it('refuses a file that exports no map', async () => {
    await writeFile(join(folder, 'expense', 'other.map.js'), 'export const map = 1;');
    await expect(load()).rejects.toThrow('other.map.js must export a table map');
  });

  it('refuses two maps of one name', () => {
    expect(() => registry([projects, projects])).toThrow('Two table maps are called "Projects V2".');
  });
});
