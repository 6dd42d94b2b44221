import { describe, expect, it } from 'vitest';
import { n } from './maps-source-row.ts';
import { sentToDataverse, sentToFinance } from './table-map-transformed.ts';
import { toDataverseWith, toFinanceWith } from './table-map-with-fields.ts';

describe('A constant to Finance', () => {
  const map = toFinanceWith(({ constantToFinance }) => [
    constantToFinance('Description', 'From Dataverse', 'assumed'),
    constantToFinance('LineType', 'TAndM', 'assumed', { required: true }),
  ]);

  it('is sent whatever the row holds, and needs no column to be read', () => {
    const { values, problems } = sentToFinance(map, {});
    expect(values).toEqual({ Description: 'From Dataverse', LineType: 'TAndM' });
    expect(problems).toEqual([]);
  });

  it('is sent only when the row is made, where its field says so', () => {
    const created = toFinanceWith(({ constantToFinance }) => [
      constantToFinance('LineType', 'TAndM', 'assumed', { sent: 'create' }),
    ]);
    expect(sentToFinance(created, {})).toMatchObject({ values: {}, createOnly: { LineType: 'TAndM' } });
  });

  it('is refused for a type that a text cannot stand for', () => {
    expect(() =>
      toFinanceWith(({ constantToFinance }) => [constantToFinance('LineAmount', 'much', 'assumed')]),
    ).toThrow('LineAmount: much is no constant for a real');
  });
});

describe('A default to Finance', () => {
  const map = toFinanceWith(({ toFinance }) => [
    toFinance('productdescription', 'Description', 'assumed', { required: true, whenEmpty: 'No text' }),
    toFinance('msdyn_billingmethod', 'BillingMethod', 'assumed', {
      values: { FixedPrice: 192350001 },
      whenEmpty: 'TimeMaterial',
    }),
    toFinance('extendedamount', 'LineAmount', 'assumed', { whenEmpty: '12.50' }),
  ]);

  it('fills what is empty, be it null or an empty text, and what is required lacks nothing then', () => {
    const { values, problems } = sentToFinance(map, { productdescription: '' });
    expect(values).toEqual({ Description: 'No text', BillingMethod: 'TimeMaterial', LineAmount: n('12.50') });
    expect(problems).toEqual([]);
  });

  it('leaves what is filled alone, false and zero included', () => {
    const flags = toFinanceWith(({ toFinance }) => [
      toFinance('msdyn_includetime', 'AreHourTransactionsIncluded', 'assumed', {
        values: { Yes: true, No: false },
        whenEmpty: 'Yes',
      }),
      toFinance('extendedamount', 'LineAmount', 'assumed', { whenEmpty: '12.50' }),
    ]);
    expect(sentToFinance(flags, { msdyn_includetime: false, extendedamount: n('0.0000') }).values).toEqual({
      AreHourTransactionsIncluded: 'No',
      LineAmount: n('0'),
    });
  });

  it('does not stand in for a value that no pair covers', () => {
    const { problems } = sentToFinance(map, { msdyn_billingmethod: n('192350009') });
    expect(problems).toEqual([
      expect.objectContaining({ kind: 'unmapped-value', source: 'msdyn_billingmethod', value: '192350009' }),
    ]);
  });

  it('comes after the second column: that is asked first', () => {
    const either = toFinanceWith(({ toFinance }) => [
      toFinance('productdescription', 'Description', 'assumed', {
        orElse: 'salesorderid.name',
        whenEmpty: 'No text',
      }),
    ]);
    expect(sentToFinance(either, { 'salesorderid.name': 'Contract' }).values).toEqual({
      Description: 'Contract',
    });
    expect(sentToFinance(either, {}).values).toEqual({ Description: 'No text' });
  });
});

describe('A default to Dataverse', () => {
  const map = toDataverseWith(({ toDataverse }) => [
    toDataverse('msdyn_externaldescription', 'AdditionalInformation', 'assumed', { whenEmpty: 'No text' }),
    toDataverse('msdyn_billingtype', 'BillingType', 'assumed', {
      values: { Chargeable: 192350001, NotSpecified: '' },
      whenEmpty: '192350003',
    }),
    toDataverse('msdyn_transactiondate', 'TransDate', 'assumed', { whenEmpty: '2026-01-01T00:00:00Z' }),
  ]);

  it('fills what stands for nothing in Finance: an empty text, a member without an option, 1900-01-01', () => {
    const { values } = sentToDataverse(map, {
      AdditionalInformation: '',
      BillingType: 'NotSpecified',
      TransDate: '1900-01-01T12:00:00Z',
    });
    expect(values).toEqual({
      msdyn_externaldescription: 'No text',
      msdyn_billingtype: n('192350003'),
      msdyn_transactiondate: '2026-01-01T00:00:00Z',
    });
  });

  it('leaves what is filled alone', () => {
    const { values } = sentToDataverse(map, { AdditionalInformation: 'Taxi', BillingType: 'Chargeable' });
    expect(values).toMatchObject({
      msdyn_externaldescription: 'Taxi',
      msdyn_billingtype: n('192350001'),
    });
  });

  it('satisfies a column that must be filled', () => {
    const required = toDataverseWith(({ toDataverse }) => [
      toDataverse('msdyn_externaldescription', 'AdditionalInformation', 'assumed', {
        required: true,
        whenEmpty: 'No text',
      }),
    ]);
    expect(sentToDataverse(required, { AdditionalInformation: '' }).problems).toEqual([]);
  });
});
