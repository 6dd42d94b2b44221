import { describe, expect, it } from 'vitest';
import expenses from '../../functions/expense/expenses.map.ts';
import projects from '../../functions/setup-configuration/projects-v2.map.ts';
import subcontracts from '../../functions/subcontract-purchase-order/subcontract-headers.map.ts';
import { registry } from '../../shared/table-map/registry.ts';
import { stopReason } from '../../shared/table-map/stop-reason.ts';
import { toFinanceWith } from './table-map-with-fields.ts';

describe('A map is stopped', () => {
  it('by every property of its Finance key whose column is open, and by no other open pair', () => {
    expect(Object.keys(subcontracts.finance.key)).toEqual(['dataAreaId', 'ProjSubContractNumber']);
    expect(stopReason(subcontracts)).toBe(
      'no Dataverse column is known for dataAreaId, ProjSubContractNumber of its Finance key: name it in maps.accepted.json',
    );
  });

  it('by a setting, and only the one that it names', () => {
    const maps = registry([projects, expenses], { off: new Set([projects.name]) });
    expect(maps.stopped(projects)).toBe('switched off by the setting MAPS_OFF');
    expect(maps.stopped(expenses)).toBeUndefined();
  });

  it('by the setting first, as a person asked for it', () => {
    const maps = registry([subcontracts], { off: new Set([subcontracts.name]) });
    expect(maps.stopped(subcontracts)).toContain('MAPS_OFF');
    expect(registry([subcontracts]).stopped(subcontracts)).toContain('maps.accepted.json');
  });

  it('by no name that stands for no map: a misspelt one stops the start', () => {
    expect(() => registry([projects], { off: new Set(['Projects V3']) })).toThrow(
      'MAPS_OFF: there is no table map "Projects V3".',
    );
  });
});

describe('A map runs', () => {
  it('with open pairs outside of its key', () => {
    const map = toFinanceWith(
      () => [],
      ({ openToFinance }) => [openToFinance('LineType', 'Not published.')],
    );
    expect(map.openPairs).toHaveLength(1);
    expect(stopReason(map)).toBeUndefined();
  });

  it('with a key property open on the way to Dataverse: Finance holds that key', () => {
    expect(expenses.finance.key).toHaveProperty('ExpTransNumber');
    expect(expenses.openPairs.map((pair) => pair.property)).toContain('ExpTransNumber');
    expect(stopReason(expenses)).toBeUndefined();
  });
});
