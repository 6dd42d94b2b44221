import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { pairFields } from '../../shared/support/pair-fields.ts';
import { parentsOf } from '../../shared/support/parents-of.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';

const maps = await loadTableMaps(new URL('../../functions/', import.meta.url), {
  writeBack: 'standard',
  sandbox: true,
});
const tasks = maps.byName('Project tasks');

const source = {
  'msdyn_project.msdyn_projectnumber': 'P-1',
  msdyn_subject: null,
  msdyn_displaysequence: new LosslessNumber('2.0000000000'),
  msdyn_project: '3B0A3C58-7F0E-4D3A-9F61-4A1C3C6F2E7D',
};
const wanted = { ProjectId: 'P-1', TaskName: '', TaskDisplaySequence: new LosslessNumber('2') };

describe('both rows side by side', () => {
  it('are paired by the map, with what the counterpart should hold, and only a real difference is marked', () => {
    const pairs = pairFields(tasks, 'to-finance', {
      source,
      wanted,
      existing: {
        key: { ProjectId: 'P-1' },
        values: { TaskName: 'Old name', TaskDisplaySequence: new LosslessNumber('2.00') },
      },
    });
    const of = (column: string) => pairs.find((pair) => pair.column === column);
    expect(of('TaskName')).toEqual({
      source: 'msdyn_subject',
      sourceValue: '',
      column: 'TaskName',
      expected: '',
      counterpartValue: 'Old name',
      differs: true,
    });
    expect(of('TaskDisplaySequence')).toMatchObject({ counterpartValue: '2.00', differs: false });
    expect(of('ProjectId')).toMatchObject({ sourceValue: 'P-1', counterpartValue: 'P-1', differs: false });
  });

  it('mark nothing where the counterpart has no such row', () => {
    const pairs = pairFields(tasks, 'to-finance', { source, wanted, existing: 'absent' });
    expect(pairs.filter(({ differs }) => differs)).toEqual([]);
    expect(pairs.every((pair) => pair.counterpartValue === undefined)).toBe(true);
  });

  it('show a look-up of Dataverse by the id that it should have', () => {
    const lines = maps.byName('Project Operations integration project vendor invoice line export entity');
    const pairs = pairFields(lines, 'to-dataverse', {
      source: { ProjId: 'P-1' },
      wanted: { msdyn_project: { table: 'msdyn_project', id: 'new id' } },
      existing: { key: {}, values: { msdyn_project: 'old id' } },
    });
    expect(pairs.find(({ source: from }) => from === 'ProjId')).toEqual({
      source: 'ProjId',
      sourceValue: 'P-1',
      column: 'msdyn_project',
      expected: 'new id',
      counterpartValue: 'old id',
      differs: true,
    });
  });
});

describe('what a record comes after', () => {
  it('is named by the look-ups that other maps carry, and not by empty ones', () => {
    expect(parentsOf(maps, tasks, 'to-finance', { ...source, msdyn_parenttask: null })).toEqual([
      'Projects V2|3b0a3c58-7f0e-4d3a-9f61-4a1c3c6f2e7d',
    ]);
  });

  it('is for a line of Finance its header by the key that both share', () => {
    const lines = maps.byName('Project Operations integration project vendor invoice line export entity');
    const row = { DAreaId: 'USMF', InvoiceAccount: 'V-1', VendorInvoiceNum: 'I|1' };
    expect(parentsOf(maps, lines, 'to-dataverse', row)).toEqual([
      'Project Operations integration project vendor invoice export entity V2|usmf|V-1|I%7C1',
    ]);
    expect(parentsOf(maps, lines, 'to-dataverse', { ...row, VendorInvoiceNum: '' })).toEqual([]);
  });
});
