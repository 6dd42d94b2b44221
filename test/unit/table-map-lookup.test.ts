import { describe, expect, it } from 'vitest';
import { lookupKeyOf, type LookupPart } from '../../shared/table-map/lookup-key-of.ts';

const part = (path: string, value: string | null): LookupPart => ({
  source: path,
  path: path.split('.'),
  value,
});

describe('lookupKeyOf', () => {
  it('nests the rows that qualify a name', () => {
    const { key, missing } = lookupKeyOf('msdyn_expense', 'msdyn_task', [
      part('msdyn_activitynumber', 'A-1'),
      part('msdyn_project.msdyn_projectnumber', 'P-1'),
      part('msdyn_project.msdyn_owningcompany.cdm_companycode', 'usmf'),
    ]);
    expect(missing).toEqual([]);
    expect(key).toEqual({
      table: 'msdyn_projecttask',
      where: {
        msdyn_activitynumber: 'A-1',
        msdyn_project: {
          table: 'msdyn_project',
          where: {
            msdyn_projectnumber: 'P-1',
            msdyn_owningcompany: { table: 'cdm_company', where: { cdm_companycode: 'usmf' } },
          },
        },
      },
    });
  });

  it('names nothing when the row has no name of its own, though its company is known', () => {
    const named = lookupKeyOf('msdyn_expense', 'msdyn_project', [
      part('msdyn_projectnumber', null),
      part('msdyn_owningcompany.cdm_companycode', 'usmf'),
    ]);
    expect(named).toEqual({ key: null, missing: [] });
  });

  it('tells which qualifier is missing', () => {
    const { missing } = lookupKeyOf('msdyn_expense', 'msdyn_task', [
      part('msdyn_activitynumber', 'A-1'),
      part('msdyn_project.msdyn_projectnumber', 'P-1'),
      part('msdyn_project.msdyn_owningcompany.cdm_companycode', null),
    ]);
    expect(missing.map(({ path }) => path.join('.'))).toEqual([
      'msdyn_project.msdyn_owningcompany.cdm_companycode',
    ]);
  });
});
