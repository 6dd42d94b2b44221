import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { projection } from '../../shared/dataverse/projection.ts';
import type { Relationships } from '../../shared/dataverse/relationships.ts';
import { writeBody } from '../../shared/dataverse/write-body.ts';
import type { TableRef } from '../../shared/table-map/table-ref.ts';

const relations: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  msdyn_expense: [
    ['msdyn_project', 'msdyn_project', 'msdyn_Project'],
    ['customerid', 'account', 'customerid_account'],
    ['customerid', 'contact', 'customerid_contact'],
    ['msdyn_transaction1', 'msdyn_actual', 'msdyn_Transaction1'],
  ],
  msdyn_project: [['msdyn_owningcompany', 'cdm_company', 'msdyn_OwningCompany']],
  account: [['msdyn_company', 'cdm_company', 'msdyn_company']],
  cdm_company: [],
};
const known: Relationships = {
  lookupsOf: (table) =>
    Promise.resolve(
      (relations[table] ?? []).map(([attribute, referencedTable, navigation]) => ({
        attribute,
        referencedTable,
        navigation,
      })),
    ),
  setOf: (table) => Promise.resolve(`${table}s`),
};
const table: TableRef = {
  table: 'msdyn_expense',
  set: 'msdyn_expenses',
  key: { msdyn_expenseid: 'guid' },
  columns: {
    msdyn_transaction1: 'lookup',
    msdyn_amount: 'money',
    msdyn_project: 'lookup',
    customerid: 'lookup',
    msdyn_name: 'text',
  },
};

describe('columns over look-ups', () => {
  it('are asked for once each, with the names that the environment gives', async () => {
    const { query } = await projection(known, table, [
      'msdyn_name',
      'msdyn_transaction1',
      'msdyn_project.msdyn_subject',
      'msdyn_project.msdyn_owningcompany.cdm_companycode',
      'customerid_account.accountnumber',
      'customerid_account.msdyn_company.cdm_companycode',
    ]);
    expect(query).toBe(
      '$select=msdyn_expenseid,msdyn_name,_msdyn_transaction1_value' +
        '&$expand=msdyn_Project($select=msdyn_subject;$expand=msdyn_OwningCompany($select=cdm_companycode)),' +
        'customerid_account($select=accountnumber;$expand=msdyn_company($select=cdm_companycode))',
    );
  });

  it('never fetch a whole row on the way', async () => {
    const { query } = await projection(known, table, ['msdyn_project.msdyn_owningcompany.cdm_companycode']);
    expect(query).toContain('msdyn_Project($select=_msdyn_owningcompany_value;$expand=');
  });

  it('come back flat under the names that were asked', async () => {
    const { rowOf } = await projection(known, table, [
      'msdyn_amount',
      'msdyn_project.msdyn_subject',
      'customerid_account.accountnumber',
      'msdyn_transaction1',
    ]);
    const row = rowOf({
      '@odata.etag': 'W/"17"',
      msdyn_expenseid: '70000000-0000-0000-0000-00000000000A',
      msdyn_amount: new LosslessNumber('10.5000'),
      msdyn_Project: { msdyn_subject: 'Bridge' },
      customerid_account: null,
      _msdyn_transaction1_value: null,
    });
    expect(row).toEqual({
      key: { msdyn_expenseid: '70000000-0000-0000-0000-00000000000a' },
      values: {
        msdyn_amount: new LosslessNumber('10.5000'),
        'msdyn_project.msdyn_subject': 'Bridge',
        'customerid_account.accountnumber': null,
        msdyn_transaction1: null,
      },
      etag: 'W/"17"',
    });
  });

  it('are refused by name when a part is no look-up or leads to several tables', async () => {
    await expect(projection(known, table, ['msdyn_nowhere.name'])).rejects.toThrow(
      'msdyn_nowhere.name: msdyn_nowhere is no look-up of msdyn_expense',
    );
    await expect(projection(known, table, ['customerid.name'])).rejects.toThrow(
      'customerid_account, customerid_contact',
    );
  });
});

describe('the body of a write', () => {
  it('binds look-ups by navigation name and set, and clears them with null', async () => {
    expect(
      await writeBody(known, table, {
        msdyn_name: 'Taxi',
        msdyn_amount: '12.3400',
        msdyn_project: { table: 'msdyn_project', id: '70000000-0000-0000-0000-00000000000A' },
        customerid: { table: 'contact', id: '70000000-0000-0000-0000-00000000000b' },
        msdyn_transaction1: null,
      }),
    ).toEqual({
      msdyn_name: 'Taxi',
      msdyn_amount: new LosslessNumber('12.34'),
      'msdyn_Project@odata.bind': '/msdyn_projects(70000000-0000-0000-0000-00000000000a)',
      'customerid_contact@odata.bind': '/contacts(70000000-0000-0000-0000-00000000000b)',
      'msdyn_Transaction1@odata.bind': null,
    });
  });

  it('is refused when a look-up cannot point to the table', async () => {
    await expect(
      writeBody(known, table, {
        msdyn_project: { table: 'account', id: '70000000-0000-0000-0000-00000000000a' },
      }),
    ).rejects.toThrow('msdyn_project: is no look-up of msdyn_expense to account');
  });
});
