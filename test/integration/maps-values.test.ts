import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { actualRow } from '../../infra/local/story/actual-row.ts';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { LosslessNumber, stringify } from 'lossless-json';
import { sentContract } from './map-rows.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, layGround, makeTask, map, type Ground } from './sync-rows.ts';

/** Every type of value that a built-in map carries, over the real wire, in both directions. */
let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld();
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(() => world.drain());

/** Writes numbers with all of their digits: a JavaScript number would lose them before the test begins. */
async function patchExactly(
  set: string,
  id: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const answer = await fetch(`${world.dataverse.url}/api/data/v9.2/${set}(${id})`, {
    method: 'PATCH',
    headers: {
      'Content-Type': 'application/json',
      'OData-Version': '4.0',
      'OData-MaxVersion': '4.0',
      'x-sandbox-user': 'system',
    },
    body: stringify(values) ?? '',
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const digits = (text: string): LosslessNumber => new LosslessNumber(text);
const actual = (more: Parameters<World['june']['create']>[1] = {}): Promise<string> =>
  world.system.create('msdyn_actual', {
    ...actualRow(world.master, {
      type: 'cost',
      company: 'usmf',
      project: ground.projectId,
      date: '2026-10-25',
      hours: 1,
      price: 1,
      billing: 'chargeable',
      text: 'Value',
    }),
    ...more,
  });
const currency = async (code: string) =>
  bind('transactioncurrencies', await world.june.find('transactioncurrency', 'isocurrencycode', code));
const staged = async (id: string) => {
  await world.run(world.change(map.actuals, id));
  return world.rows('Finance', 'ProjActualsImports', { ActualId: id })[0] ?? {};
};

describe('From Dataverse to Finance', () => {
  it.each([
    ['0.000001', 'the smallest that Finance keeps'],
    ['-0.5', 'negative'],
    ['0', 'zero'],
    ['1234567890.123456', 'sixteen digits'],
    ['99999999999', 'the largest decimal of Dataverse'],
  ])('F54: the decimal %s (%s) arrives with every digit', async (text) => {
    const id = await actual();
    await patchExactly('msdyn_actuals', id, { msdyn_quantity: digits(text) });
    expect((await staged(id))['Quantity']).toBe(text);
  });

  it.each([
    ['JPY', '1234567', 'no decimals'],
    ['USD', '1234567.89', 'two decimals'],
    ['KWD', '1234567.891', 'three decimals'],
    ['USD', '12345.6789', 'four stored places'],
  ])('F54: money in %s of %s (%s) arrives exactly, with its currency', async (code, text) => {
    const id = await actual({ transactioncurrencyid: await currency(code) });
    await patchExactly('msdyn_actuals', id, { msdyn_amount: digits(text) });
    expect(await staged(id)).toMatchObject({ Amount: text, TransactionCurrencyId: code });
  });

  it.each([
    'Größe 😀 — Ω',
    '000123',
    'a "quoted" \\ back/slash + plus & more',
    "O'Brien''s",
    '  spaces  ',
    'Line\nbreak\tand tab',
    '日本語 العربية',
  ])('F54: the text %j arrives as it is', async (text) => {
    const id = await actual({ msdyn_description: text });
    expect((await staged(id))['Description']).toBe(text);
  });

  it('F54: flags, options, whole numbers and ids arrive by what they mean', async () => {
    const person = await world.june.find('bookableresource', 'name', 'June Low');
    const id = await actual({
      msdyn_isjournalized: true,
      msdyn_billingstatus: 192350003,
      msdyn_bookableresource: bind('bookableresources', person.toUpperCase()),
    });
    expect(await staged(id)).toMatchObject({
      IsJournalized: 'Yes',
      BillingStatusId: '192350003',
      BillingType: 'Chargeable',
      ResourceId: person,
      ActualId: id,
    });
    const number = fresh('A');
    const task = await makeTask(world, ground.projectId, number, { msdyn_outlinelevel: 2147483647 });
    await world.run(world.change(map.tasks, task));
    expect(world.rows('Finance', 'ProjectTasks', { TaskId: number })).toMatchObject([
      { TaskOutlineLevel: '2147483647' },
    ]);
  });

  it.each(['2026-03-29', '2026-10-25', '2026-12-31', '2026-01-01', '2028-02-29'])(
    'F54: the day %s is the same day in Finance: date-only, time-zone independent and as an instant of that UTC day',
    async (day) => {
      const id = await actual({
        msdyn_transactiondate: `${day}T00:00:00Z`,
        msdyn_startdatetime: `${day}T23:59:59Z`,
        msdyn_accountingdate: `${day}T23:59:59Z`,
      });
      const row = await staged(id);
      expect(String(row['DocumentDate'])).toBe(`${day}T12:00:00Z`);
      expect(String(row['AccountingDate'])).toBe(`${day}T12:00:00Z`);
      expect(String(row['StartDate'])).toBe(`${day}T23:59:59Z`);
      const order = await sentContract(world, fresh('C'));
      const number = fresh('INV');
      const invoice = await world.june.create('invoice', {
        msdyn_invoicenumber: number,
        msdyn_invoicedate: day,
        msdyn_projectinvoicestatus: 192350002,
        salesorderid: bind('salesorders', order),
        msdyn_owningcompany: world.master.company.usmf,
      });
      await world.run(world.change('Project invoice proposals V2', invoice));
      expect(world.rows('Finance', 'ProjectInvoiceProposalsV2', { InvoiceProposalId: number })).toMatchObject(
        [{ InvoiceDate: `${day}T12:00:00Z` }],
      );
    },
  );

  it('F54: what is empty is what Finance has for nothing: blank, zero, no date', async () => {
    const id = await actual({ msdyn_description: null, msdyn_amount: null, msdyn_accountingdate: null });
    expect(await staged(id)).toMatchObject({
      Description: '',
      Amount: '0',
      AccountingDate: '1900-01-01T12:00:00Z',
      ResourceId: '00000000-0000-0000-0000-000000000000',
      TaskNumber: '',
    });
  });
});

describe('From Finance to Dataverse', () => {
  const expense = async (values: Readonly<Record<string, unknown>>) => {
    const number = fresh('EXP');
    await world.plant('ProjExpensesExport', {
      ExpTransNumber: number,
      ReferenceDataAreaId: 'usmf',
      ProjId: ground.project,
      CostType: 'HOTEL',
      TransDate: '2026-10-26T12:00:00Z',
      NetAmount: 1,
      Amount: 1,
      ExchangeCode: 'USD',
      Quantity: 1,
      ProjCostTransExists: 1,
      BillingType: 'Chargeable',
      AdditionalInformation: number,
      ...values,
    });
    const row = `${number}|usmf`;
    await world.run(world.change(map.expenses, row)).catch(() => undefined);
    const state = await world.state(map.expenses, row);
    const id = state?.counterpartKey ?? '';
    return { state, row: world.rows('Dataverse', 'msdyn_expense', { msdyn_expenseid: id })[0] ?? {} };
  };

  it.each(['0.0001', '-250.75', '1234567.891', '99999999999.9999'])(
    'F54: money of %s arrives with every digit',
    async (text) => {
      const { row } = await expense({ NetAmount: digits(text), Amount: digits(text) });
      expect(String(row['msdyn_totalamount'])).toBe(text);
    },
  );

  it('F54: more digits than a money column keeps are refused with the reason, and not rounded', async () => {
    const { state, row } = await expense({ NetAmount: digits('1.00001') });
    expect(state).toMatchObject({ outcome: 'rejected', failure: { field: 'NetAmount' } });
    expect(row).toEqual({});
  });

  it.each(['Größe 😀 — Ω', '000123', "O'Brien", 'a+b/c\\d%e'])(
    'F54: the text %j arrives as it is',
    async (text) => {
      const { row } = await expense({ AdditionalInformation: text });
      expect(row['msdyn_externaldescription']).toBe(text);
    },
  );

  it.each(['2026-03-29', '2026-10-25', '2026-12-31'])(
    'F54: the day %s is the same day in Dataverse',
    async (day) => {
      const { row } = await expense({ TransDate: `${day}T12:00:00Z` });
      expect(String(row['msdyn_transactiondate']).slice(0, 10)).toBe(day);
    },
  );

  it('F54: members, decimals and what is empty arrive by what they mean', async () => {
    const { row } = await expense({ BillingType: 'NonChargeable', Quantity: digits('0.000001') });
    expect(row).toMatchObject({ msdyn_billingtype: 192350000, msdyn_quantity: '0.000001' });
    const none = await expense({
      BillingType: 'NotSpecified',
      AdditionalInformation: '',
      ProjActivityNumber: '',
    });
    expect(none.row).toMatchObject({
      msdyn_billingtype: null,
      msdyn_externaldescription: null,
      msdyn_task: null,
    });
  });
});
