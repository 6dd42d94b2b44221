import { describe, expect, it } from 'vitest';
import { n } from './maps-source-row.ts';
import { sentToDataverse, sentToFinance } from './table-map-transformed.ts';
import { toDataverseWith, toFinanceWith } from './table-map-with-fields.ts';

describe('When a column is sent', () => {
  it('to Finance, is told apart: always, only at the create, only afterwards, only when the document is whole', () => {
    const map = toFinanceWith(({ toFinance, constantToFinance }) => [
      toFinance('productdescription', 'Description', 'assumed'),
      toFinance('extendedamount', 'LineAmount', 'assumed', { sent: 'update' }),
      constantToFinance('LineType', 'TAndM', 'assumed', { sent: 'create' }),
      toFinance('salesorderdetailid', 'ContractLineId', 'assumed', { sent: 'completing' }),
    ]);
    const id = 'b1a7c1d2-0000-4000-8000-000000000001';
    const row = { productdescription: 'Cable', extendedamount: n('500.0000'), salesorderdetailid: id };
    expect(sentToFinance(map, row)).toMatchObject({
      values: { Description: 'Cable' },
      updateOnly: { LineAmount: n('500') },
      createOnly: { LineType: 'TAndM' },
      completing: { ContractLineId: id },
    });
  });

  it('to Dataverse, keeps what is only for later out of the create', () => {
    const map = toDataverseWith(({ toDataverse, constantToDataverse }) => [
      toDataverse('msdyn_amount', 'NetAmount', 'assumed'),
      toDataverse('msdyn_externaldescription', 'AdditionalInformation', 'assumed', { sent: 'update' }),
      constantToDataverse('msdyn_expensestatus', 192350001, 'assumed', { sent: 'update' }),
    ]);
    const { values, createOnly, updateOnly } = sentToDataverse(map, {
      NetAmount: n('12.5'),
      AdditionalInformation: 'Taxi',
    });
    expect({ ...values, ...createOnly }).toEqual({ msdyn_amount: n('12.5') });
    expect(updateOnly).toEqual({
      msdyn_externaldescription: 'Taxi',
      msdyn_expensestatus: n('192350001'),
    });
  });

  it('is refused for a look-up that would be sent only afterwards', () => {
    expect(() =>
      toDataverseWith(({ toDataverse }) => [
        toDataverse('transactioncurrencyid.isocurrencycode', 'ExchangeCode', 'assumed', { sent: 'update' }),
      ]),
    ).toThrow('transactioncurrencyid.isocurrencycode is a look-up and can only be sent always');
  });
});
