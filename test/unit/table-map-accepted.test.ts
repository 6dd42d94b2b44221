import { beforeAll, describe, expect, it } from 'vitest';
import headers from '../../functions/subcontract-purchase-order/subcontract-headers.map.ts';
import type { Accepted, AcceptedPair } from '../../shared/table-map/accepted.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import type { Registry } from '../../shared/table-map/registry.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';
import { transformToDataverse } from '../../shared/table-map/transform-to-dataverse.ts';
import { transformToFinance } from '../../shared/table-map/transform-to-finance.ts';
import { choiceColumns } from '../../shared/table-map/with-choices.ts';
import { n, sourceRow } from './maps-source-row.ts';

const functions = new URL('../../functions/', import.meta.url);
const lines = 'Project subcontract purchase order line';
const expenses = 'Project Operations integration project expenses export entity';

const pair = (
  map: string,
  property: string,
  path: string,
  more: Partial<AcceptedPair> = {},
): AcceptedPair => ({
  map,
  property,
  path,
  by: 'June Low',
  on: '2026-11-02',
  seen: 'SC-000012 in both systems',
  ...more,
});

const load = (pairs: readonly AcceptedPair[], columns: Accepted['columns'] = {}) =>
  loadTableMaps(functions, {
    writeBack: 'standard',
    sandbox: true,
    accepted: { columns, pairs: [...pairs], lines: [] },
  });

/** Columns of an environment that no public source names. */
const columns = {
  msdyn_subcontract: {
    new_number: 'text',
    new_name: 'text',
    new_state: 'choice',
    new_company: { lookup: 'cdm_company' },
    new_project: { lookup: 'msdyn_project' },
  },
  msdyn_subcontractline: {
    new_number: 'text',
    new_description: 'text',
    new_subcontract: { lookup: 'msdyn_subcontract' },
  },
  msdyn_expense: { new_number: 'text', new_category: { lookup: 'msdyn_transactioncategory' } },
} as const;

describe('What an installation accepts', () => {
  let maps: Registry;
  let header: TableMap;
  beforeAll(async () => {
    maps = await load(
      [
        pair(headers.name, 'dataAreaId', 'new_company.cdm_companycode'),
        pair(headers.name, 'ProjSubContractNumber', 'new_number'),
        pair(headers.name, 'ProjId', 'new_project.msdyn_projectnumber'),
        pair(headers.name, 'SubConState', 'statecode', { values: { Active: 0, Inactive: 1 } }),
        pair(headers.name, 'SubConStatus', 'statuscode', {
          labels: { Draft: 'Draft', Confirmed: 'Confirmed' },
        }),
        pair(lines, 'dataAreaId', 'new_subcontract.new_company.cdm_companycode'),
        pair(lines, 'ProjSubContractLineNumber', 'new_number'),
        pair(lines, 'SubcontractNumber', 'new_subcontract.new_number'),
        pair(expenses, 'ExpTransNumber', 'new_number'),
        pair(expenses, 'TransactionCategoryId', 'new_category.msdyn_transactioncategorynumber'),
      ],
      columns,
    );
    header = maps.byName(headers.name);
  });

  it('fills the open pairs, and the map that they stopped runs', () => {
    expect(maps.stopped(headers)).toContain('ProjSubContractNumber');
    expect(maps.stopped(header)).toBeUndefined();
    expect(header.openPairs.map((open) => open.property)).toEqual([
      'SubConName',
      'SubConDate',
      'OrderAccount',
      'AccountingDate',
    ]);
  });

  it('carries values to Finance, its key included', () => {
    const row = sourceRow(header, 'to-finance', {
      'new_company.cdm_companycode': 'USMF',
      new_number: 'SC-000012',
      new_project: 'b1a7c1d2-0000-4000-8000-000000000001',
      'new_project.msdyn_projectnumber': 'P-1001',
      statecode: n('1'),
    });
    const { key, values } = transformToFinance(header, row);
    expect(key).toEqual({ dataAreaId: 'usmf', ProjSubContractNumber: 'SC-000012' });
    expect(values).toMatchObject({ ProjId: 'P-1001', SubConState: 'Inactive' });
  });

  it('is needed in the key: a row without its number is refused', () => {
    const { problems } = transformToFinance(header, sourceRow(header, 'to-finance', {}));
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'empty', source: 'new_number', target: 'ProjSubContractNumber' }),
      ]),
    );
  });

  it('carries values to Dataverse, look-ups included', () => {
    const map = maps.byName(expenses);
    const row = sourceRow(map, 'to-dataverse', { ExpTransNumber: '000123', TransactionCategoryId: 'TCN-1' });
    expect(transformToDataverse(map, row)).toMatchObject({
      values: { new_number: '000123' },
      lookups: {
        new_category: {
          table: 'msdyn_transactioncategory',
          where: { msdyn_transactioncategorynumber: 'TCN-1' },
        },
      },
    });
  });

  it('has its labels read from the environment like those of the map itself', () => {
    expect(choiceColumns(header)).toEqual(['statuscode']);
  });

  it('says who accepted it, when and on what grounds', () => {
    const field = header.fields.find((each) => each.finance?.property === 'ProjId');
    expect(field).toMatchObject({
      evidence: 'accepted',
      note: 'Accepted by June Low on 2026-11-02: SC-000012 in both systems',
    });
  });

  it('makes the row behind a path a parent, once, where another map sends it', () => {
    expect(header.toFinance?.references).toEqual([
      { kind: 'parent', lookup: 'new_project', map: 'Projects V2' },
    ]);
    expect(maps.byName(lines).toFinance?.references).toEqual([
      { kind: 'parent', lookup: 'new_subcontract', map: headers.name },
    ]);
  });

  it('makes no parent of a row that comes to Dataverse', () => {
    expect(maps.byName(expenses).toFinance).toBeUndefined();
    expect(maps.byName(expenses).toDataverse?.references.map((reference) => reference.lookup)).toEqual([
      'msdyn_expensecategory',
    ]);
  });

  it('leaves every other map as it was', async () => {
    const before = await load([]);
    const touched = [headers.name, lines, expenses];
    for (const map of before.all())
      if (!touched.includes(map.name)) expect(maps.byName(map.name)).toEqual(map);
  });

  it('adds no second parent where the map names the row already', async () => {
    const hours = 'Project Operations integration entity for hour estimates';
    const accepted = await load([pair(hours, 'TransactionCategoryId', 'msdyn_taskid.msdyn_subject')]);
    expect(accepted.byName(hours).toFinance?.references).toEqual(maps.byName(hours).toFinance?.references);
  });
});

describe('What an installation accepts wrongly stops the start, by name', () => {
  it.each([
    [
      'a map that does not exist',
      [pair('Subcontracts', 'ProjId', 'statecode')],
      ['maps.accepted.json', 'there is no table map "Subcontracts"'],
    ],
    [
      'a property that its entity does not have',
      [pair(headers.name, 'ProjectId', 'statecode')],
      [headers.name, 'ProjectId is not among its open pairs'],
    ],
    [
      'a property that the map fills already',
      [pair('Projects V2', 'ProjectName', 'msdyn_description')],
      ['Projects V2', 'ProjectName is not among its open pairs'],
    ],
    [
      'a column that neither we nor the file know',
      [pair(headers.name, 'SubConName', 'new_title')],
      [headers.name, 'Our metadata knows no column new_title of msdyn_subcontract.'],
    ],
    [
      'a path over a column that is no look-up',
      [pair(headers.name, 'SubConName', 'statecode.name')],
      [headers.name, 'statecode.name: statecode of msdyn_subcontract is no look-up to one table.'],
    ],
    [
      'two types that do not convert',
      [pair(headers.name, 'SubConDate', 'statecode')],
      [headers.name, 'statecode ↔ SubConDate: choice and date cannot be converted'],
    ],
    [
      'an enum without values',
      [pair(headers.name, 'SubConState', 'statecode')],
      [headers.name, 'statecode ↔ SubConState: an enum needs values'],
    ],
    [
      'a member that the enum does not have',
      [pair(headers.name, 'SubConState', 'statecode', { values: { Open: 0 } })],
      [headers.name, 'statecode ↔ SubConState: Open is no member of the enum'],
    ],
    [
      'one property twice',
      [
        pair(headers.name, 'SubConState', 'statecode', { values: { Active: 0 } }),
        pair(headers.name, 'SubConState', 'statuscode', { values: { Active: 1 } }),
      ],
      [headers.name, 'SubConState is written by two fields to Finance'],
    ],
  ])('%s', async (_what, pairs, named) => {
    const error: unknown = await load(pairs).catch((reason: unknown) => reason);
    for (const name of named) expect(String(error)).toContain(name);
  });

  it.each([
    [
      'a column of another type than it is known by',
      { msdyn_project: { msdyn_subject: 'choice' } },
      'msdyn_subject of msdyn_project is known as "text" and cannot be "choice".',
    ],
    [
      'a look-up to another table than it is known to have',
      { msdyn_project: { msdyn_customer: { lookup: 'salesorder' } } },
      'msdyn_customer of msdyn_project is known as {"lookup":["account"]} and cannot be {"lookup":["salesorder"]}.',
    ],
    [
      'a column of a table that is not known',
      { new_table: { new_number: 'text' } },
      'Our metadata knows no Dataverse table new_table.',
    ],
    [
      'a look-up to a table that is not known',
      { msdyn_project: { new_other: { lookup: 'new_table' } } },
      'Our metadata knows no Dataverse table new_table.',
    ],
  ] as const)('%s', async (_what, wrong, text) => {
    const error: unknown = await load([], wrong).catch((reason: unknown) => reason);
    expect(String(error)).toContain('maps.accepted.json');
    expect(String(error)).toContain(text);
  });

  it('with every wrong entry of a map at once', async () => {
    const wrong = [
      pair(headers.name, 'SubConName', 'new_title'),
      pair(headers.name, 'ProjectId', 'statecode'),
    ];
    await expect(load(wrong)).rejects.toThrow(/new_title[\s\S]*ProjectId/);
  });

  it('and a column named again by the type that it is known by is no mistake', async () => {
    await expect(load([], { msdyn_project: { msdyn_subject: 'text' } })).resolves.toBeDefined();
  });
});
