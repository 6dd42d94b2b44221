import { describe, expect, it } from 'vitest';
import { choiceColumns, withChoices } from '../../shared/table-map/with-choices.ts';
import { n } from './maps-source-row.ts';
import { sentToDataverse, sentToFinance } from './table-map-transformed.ts';
import { toDataverseWith, toFinanceWith } from './table-map-with-fields.ts';

const there = toFinanceWith(({ toFinance }) => [
  toFinance('msdyn_billingmethod', 'BillingMethod', 'assumed', {
    labels: { TimeMaterial: 'Time and Material', FixedPrice: 'Fixed price' },
  }),
  toFinance('msdyn_linetype', 'LineType', 'assumed', { values: { TAndM: 690970000 } }),
]);
const back = toDataverseWith(({ toDataverse }) => [
  toDataverse('msdyn_billingtype', 'BillingType', 'assumed', {
    labels: { Chargeable: 'Chargeable', NonChargeable: 'Non-chargeable' },
  }),
]);

const methods = new Map([
  ['time and material', '700001'],
  ['fixed price', '700002'],
]);
const types = new Map([
  ['chargeable', '800001'],
  ['non-chargeable', '800002'],
]);

describe('Labels of a choice', () => {
  it('name the columns whose choices must be read, and no others', () => {
    expect(choiceColumns(there)).toEqual(['msdyn_billingmethod']);
    expect(choiceColumns(toFinanceWith(() => []))).toEqual([]);
  });

  it('cross as the integers that the environment gives them, whatever the case of the label', () => {
    const known = withChoices(there, new Map([['msdyn_billingmethod', methods]]));
    const row = { msdyn_billingmethod: n('700002'), msdyn_linetype: n('690970000') };
    expect(sentToFinance(known, row)).toMatchObject({
      values: { BillingMethod: 'FixedPrice', LineType: 'TAndM' },
      problems: [],
    });
  });

  it('cross to Dataverse as well', () => {
    const known = withChoices(back, new Map([['msdyn_billingtype', types]]));
    expect(sentToDataverse(known, { BillingType: 'NonChargeable' }).values).toEqual({
      msdyn_billingtype: n('800002'),
    });
  });

  it('need no more reading once the integers are in', () => {
    expect(choiceColumns(withChoices(there, new Map([['msdyn_billingmethod', methods]])))).toEqual([]);
  });

  it('that the environment does not have are all named, with those that it has', () => {
    const other = new Map([['msdyn_billingmethod', new Map([['milestone', '700003']])]]);
    expect(() => withChoices(there, other)).toThrow(
      [
        'Table map "Lines":',
        '- msdyn_billingmethod of salesorderdetail has no option "Time and Material" for TimeMaterial; it has milestone',
        '- msdyn_billingmethod of salesorderdetail has no option "Fixed price" for FixedPrice; it has milestone',
      ].join('\n'),
    );
  });

  it('are refused, not guessed, for a row that comes before they were read', () => {
    const row = { msdyn_billingmethod: n('700002'), msdyn_linetype: n('690970000') };
    expect(sentToFinance(there, row).problems).toEqual([
      expect.objectContaining({
        kind: 'unmapped-value',
        source: 'msdyn_billingmethod',
        message:
          'msdyn_billingmethod 700002 has no integers yet for the labels Time and Material, Fixed price.',
      }),
    ]);
    expect(sentToDataverse(back, { BillingType: 'Chargeable' }).problems).toHaveLength(1);
  });

  it('are refused for a flag, and for a column of another table', () => {
    expect(() =>
      toFinanceWith(({ toFinance }) => [
        toFinance('msdyn_includetime', 'AreHourTransactionsIncluded', 'assumed', { labels: { Yes: 'Yes' } }),
      ]),
    ).toThrow('msdyn_includetime ↔ AreHourTransactionsIncluded: only a choice has labels');
    expect(() =>
      toFinanceWith(({ toFinance }) => [
        toFinance('salesorderid.statecode', 'BillingMethod', 'assumed', { labels: { FixedPrice: 'Active' } }),
      ]),
    ).toThrow("labels are read for a column of the map's own table");
  });
});
