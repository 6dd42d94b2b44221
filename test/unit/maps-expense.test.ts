import { describe, expect, it } from 'vitest';
import categories from '../../functions/expense/expense-categories.map.ts';
import expenses from '../../functions/expense/expenses.map.ts';
import { matches } from '../../shared/table-map/matches.ts';
import { transformToDataverse } from '../../shared/table-map/transform-to-dataverse.ts';
import { n, sourceRow } from './maps-source-row.ts';

const company = { table: 'cdm_company', where: { cdm_companycode: 'usmf' } };

describe('Expense categories', () => {
  const row = sourceRow(categories, 'to-dataverse', {
    dataAreaId: 'USMF',
    CostType: 'HOTEL',
    CostTxt: 'Hôtel',
    TransactionCategoryId: 'TCN-0000001001-D3B43',
    ExpType: 'Hotel',
    IsInactive: 'No',
  });

  it('bring every field of a category', () => {
    expect(transformToDataverse(categories, row)).toEqual({
      key: {},
      values: { msdyn_name: 'Hôtel', msdyn_expensetype: n('192350000'), statecode: n('0') },
      createOnly: {},
      updateOnly: {},
      completing: {},
      lookups: {
        msdyn_owningcompany: company,
        msdyn_expensecategoryuid: {
          table: 'msdyn_transactioncategory',
          where: { msdyn_transactioncategorynumber: 'TCN-0000001001-D3B43' },
        },
      },
      problems: [],
    });
  });

  it('clear the transaction category of a category that has none', () => {
    expect(transformToDataverse(categories, { ...row, TransactionCategoryId: '' }).lookups).toMatchObject({
      msdyn_expensecategoryuid: null,
    });
  });

  it('are refused with a kind of expense that no pair covers', () => {
    expect(transformToDataverse(categories, { ...row, ExpType: 'Allowance' }).problems).toEqual([
      expect.objectContaining({
        kind: 'unmapped-value',
        source: 'ExpType',
        target: 'msdyn_expensetype',
        value: 'Allowance',
      }),
    ]);
  });
});

describe('Expenses', () => {
  const project = {
    table: 'msdyn_project',
    where: { msdyn_projectnumber: 'P-1001', msdyn_owningcompany: company },
  };
  const row = sourceRow(expenses, 'to-dataverse', {
    ExpTransNumber: '000123',
    ReferenceDataAreaId: 'usmf',
    ProjId: 'P-1001',
    ProjActivityNumber: 'A-000001',
    CostType: 'HOTEL',
    TransDate: '2026-10-25T12:00:00Z',
    Quantity: n('1'),
    NetAmount: n('208.96'),
    TaxAmount: n('41.79'),
    Amount: n('250.75'),
    ExchangeCode: 'USD',
    AdditionalInformation: 'Hotel, one night',
    BillingType: 'NonChargeable',
    ProjCostTransExists: n('1'),
  });

  it('bring every field of an expense; its category is left to the record reference', () => {
    expect(transformToDataverse(expenses, row)).toEqual({
      key: {},
      values: {
        msdyn_transactiondate: '2026-10-25T00:00:00Z',
        msdyn_quantity: n('1'),
        msdyn_amount: n('208.96'),
        msdyn_salestaxamount: n('41.79'),
        msdyn_totalamount: n('250.75'),
        msdyn_externaldescription: 'Hotel, one night',
        msdyn_billingtype: n('192350000'),
      },
      createOnly: { msdyn_expensestatus: n('192350001') },
      updateOnly: {},
      completing: {},
      lookups: {
        msdyn_project: project,
        msdyn_task: {
          table: 'msdyn_projecttask',
          where: { msdyn_activitynumber: 'A-000001', msdyn_project: project },
        },
        transactioncurrencyid: { table: 'transactioncurrency', where: { isocurrencycode: 'USD' } },
      },
      problems: [],
    });
  });

  it('without an activity have no task, though project and company would qualify one', () => {
    const { lookups, problems } = transformToDataverse(expenses, { ...row, ProjActivityNumber: '' });
    expect(lookups['msdyn_task']).toBeNull();
    expect(problems).toEqual([]);
  });

  it('that do not say who pays have no billing type', () => {
    expect(transformToDataverse(expenses, { ...row, BillingType: 'NotSpecified' }).values).toMatchObject({
      msdyn_billingtype: null,
    });
  });

  it('cross when they are posted and belong to a project', () => {
    const when = expenses.toDataverse?.posted.when ?? { kind: 'everything' };
    expect(matches(when, row)).toBe(true);
    expect(matches(when, { ...row, ProjCostTransExists: n('0') })).toBe(false);
    expect(matches(when, { ...row, ProjId: '' })).toBe(false);
  });

  it('with more decimals than money keeps are refused, not rounded', () => {
    expect(transformToDataverse(expenses, { ...row, Amount: n('250.75001') }).problems).toEqual([
      expect.objectContaining({
        kind: 'not-exact',
        source: 'Amount',
        target: 'msdyn_totalamount',
        value: '250.75001',
      }),
    ]);
  });
});
