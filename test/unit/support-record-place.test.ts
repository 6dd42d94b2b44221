import { beforeAll, describe, expect, it } from 'vitest';
import { financeStage } from '../../shared/support/finance-stage.ts';
import { recordLinks } from '../../shared/support/record-links.ts';
import { loadTableMaps } from '../../shared/table-map/load-table-maps.ts';
import type { Registry } from '../../shared/table-map/registry.ts';
import type { TableMap } from '../../shared/table-map/table-map.ts';

const id = '6375e65e-0157-4b9a-8a10-7799e90d2a69';
let maps: Registry;
beforeAll(async () => {
  maps = await loadTableMaps(new URL('../../functions/', import.meta.url), {
    writeBack: 'standard',
    sandbox: true,
  });
});
const map = (name: string): TableMap => maps.byName(name);

describe('an actual in Finance', () => {
  const actuals = 'Project Operations integration actuals';
  it.each([
    ['absent', { stage: 'not there' }],
    [{ VoucherNumber: '', IsJournalized: 'No' }, { stage: 'staged' }],
    [{ VoucherNumber: null, IsJournalized: 'Yes' }, { stage: 'journalized' }],
    [
      { VoucherNumber: 'USMF-8', IsJournalized: 'Yes' },
      { stage: 'posted', voucher: 'USMF-8' },
    ],
  ] as const)('whose row is %j stands as %j', (row, stage) => {
    const existing = row === 'absent' ? row : { key: {}, values: row, version: undefined };
    expect(financeStage(map(actuals), { existing })).toEqual(stage);
    // Looked at from Finance's side its row is the source.
    if (row !== 'absent') expect(financeStage(map(actuals), { source: row })).toEqual(stage);
  });

  it('is told of no other map, and not where nobody looked', () => {
    expect(financeStage(map('Projects V2'), { existing: 'absent' })).toBeUndefined();
    expect(financeStage(map(actuals), {})).toBeUndefined();
  });
});

describe('the links of a record', () => {
  const systems = { dataverseUrl: 'https://d.example', financeUrl: 'https://f.example' };
  const form = (table: string): string =>
    `https://d.example/main.aspx?etn=${table}&pagetype=entityrecord&id=%7B${id}%7D`;

  it('lead to its form in Dataverse, whichever side names it, and to Finance in its legal entity, in the form that is named', () => {
    const asked = { map: map('Projects V2'), row: id, counterpartKey: 'usmf|P-1', company: 'usmf' };
    expect(recordLinks(systems, asked)).toEqual({
      dataverse: form('msdyn_project'),
      finance: 'https://f.example/?cmp=usmf',
    });
    expect(recordLinks(systems, { ...asked, financeForm: 'OurProjects' }).finance).toBe(
      'https://f.example/?cmp=usmf&mi=OurProjects',
    );
    const expenses = map('Project Operations integration project expenses export entity');
    const named = { map: expenses, row: 'usmf|EXP-1', counterpartKey: id, company: undefined };
    expect(recordLinks(systems, named)).toEqual({ dataverse: form(expenses.dataverse.table) });
  });

  it('are left out where nothing is known: a row of Finance that never crossed', () => {
    const expenses = map('Project Operations integration project expenses export entity');
    expect(
      recordLinks(systems, {
        map: expenses,
        row: 'usmf|EXP-1',
        counterpartKey: undefined,
        company: undefined,
      }),
    ).toEqual({});
  });
});
