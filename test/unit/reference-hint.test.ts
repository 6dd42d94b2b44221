import { describe, expect, it } from 'vitest';
import { referenceHint } from '../../shared/table-map/reference-hint.ts';

describe('A missing row of a table that native dual-write keeps', () => {
  it.each([
    ['uom', 'msdyn_unit', 'an administrator', 'Units'],
    ['product', 'msdyn_product', 'an administrator', 'CDS released distinct products'],
    ['account', 'msdyn_vendor', 'an accountant', 'Vendors V2'],
    ['account', 'msdyn_customer', 'an accountant', 'Customers V3'],
    ['cdm_worker', 'msdyn_worker', 'the human resources administrator', 'Worker'],
    ['cdm_company', 'msdyn_owningcompany', 'an administrator', 'Legal entities'],
  ])('%s in %s: names whom to ask and the map that brings it', (table, column, whom, map) => {
    const hint = referenceHint(table, column);
    expect(hint).toContain(`Ask ${whom}`);
    expect(hint).toContain(`"${map}"`);
  });

  it('says nothing of a table that a map of ours keeps', () => {
    expect(referenceHint('msdyn_project', 'msdyn_project')).toBeUndefined();
  });
});
