import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { registry } from '../../shared/table-map/registry.ts';
import { when } from '../../shared/table-map/when.ts';
import { raiseEpoch } from '../../shared/support/raise-epoch.ts';
import { runScan } from '../../shared/sync/run-scan.ts';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { Crash, doomed } from './sync-crash.ts';
import { openWorld, type World } from './sync-harness.ts';
import {
  deleteRow,
  fresh,
  layGround,
  makeActual,
  map,
  postExpense,
  postJournal,
  sentProject,
  type Ground,
} from './sync-rows.ts';

/** A map with a date that Finance may empty; no built-in one brings such a column to Dataverse. */
const dated = defineTableMap(
  'msdyn_projectvendorinvoice',
  'ProjVendInvoiceExportEntityV2',
  ({ toDataverse }) => ({
    name: 'Invoices with their document date',
    version: '1',
    area: 'vendor-invoice',
    kind: 'transactional',
    setEvidence: 'assumed',
    identity: 'finance',
    fields: [
      toDataverse('msdyn_vendorinvoicenumber', 'VendorInvoiceNum', 'assumed', { required: true }),
      toDataverse('msdyn_invoicedate', 'DocumentDate', 'assumed'),
    ],
    toDataverse: {
      posted: { text: 'all', when: when.everything, evidence: 'assumed' },
      target: { kind: 'mirror' },
      findBy: ['msdyn_vendorinvoicenumber'],
      deletes: 'never',
    },
  }),
);

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld({ maps: (maps) => registry([...maps.all(), dated]) });
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(() => world.drain());

const staged = (id: string) => world.rows('Finance', 'ProjActualsImports', { ActualId: id });
const actual = (id: string) => world.rows('Dataverse', 'msdyn_actual', { msdyn_actualid: id });
const toFinance = (id: string) => world.run(world.change(map.actuals, id));
const toDataverse = (id: string) => world.run(world.change(map.actuals, id, { source: 'finance' }));

describe('values', () => {
  it('F53: a date that is emptied in Finance is emptied in Dataverse', async () => {
    const number = fresh('VI');
    const key = { dataAreaId: 'usmf', InvoiceAccount: 'V-1001', VendorInvoiceNum: number };
    const row = `usmf|V-1001|${number}`;
    await world.plant('VendInvoiceExportsV2', { ...key, DocumentDate: '2026-10-25T12:00:00Z' });
    await world.run(world.change(dated.name, row));
    const invoice = () =>
      world.rows('Dataverse', 'msdyn_projectvendorinvoice', { msdyn_vendorinvoicenumber: number });
    expect(invoice()[0]?.['msdyn_invoicedate']).toMatch(/^2026-10-25/);
    await world.plant('VendInvoiceExportsV2', { ...key, DocumentDate: '1900-01-01T12:00:00Z' });
    await world.run(world.change(dated.name, row));
    expect(invoice()[0]?.['msdyn_invoicedate']).toBeNull();
  });

  it('F53: a date that is emptied in Dataverse is emptied in Finance', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number, { msdyn_tzafinish: '2026-10-25T00:00:00Z' });
    const project = () => world.rows('Finance', 'ProjectsV2', { ProjectId: number });
    expect(project()[0]?.['ProjectedEndDate']).toMatch(/^2026-10-25/);
    await world.june.update('msdyn_project', id, { msdyn_tzafinish: null });
    await world.run(world.change(map.projects, id));
    expect(project()[0]?.['ProjectedEndDate']).toMatch(/^1900-01-01/);
  });

  it.each([
    "P'1",
    "''",
    'P/1/2',
    'P\\1',
    'P+1',
    'P%2F1',
    'P|1',
    'P 1 & 2',
    'Prøjekt-ß-日本-😀',
    '000123',
    'P#1?x=1',
    'P,1(2)',
  ])(
    'F54: the number %s is one row, under exactly this number, after a create, an update and a delete',
    async (number) => {
      const name = `Größe "${number}" — Ω`;
      const id = await sentProject(world, number, { msdyn_subject: name });
      const rows = () => world.rows('Finance', 'ProjectsV2', { IntegrationSourceDataId: id });
      expect(rows()).toMatchObject([{ ProjectId: number, ProjectName: name }]);
      await world.june.update('msdyn_project', id, { msdyn_subject: 'renamed' });
      await world.run(world.change(map.projects, id));
      await world.run(world.change(map.projects, id, { mode: 'verify' }));
      expect(rows()).toMatchObject([{ ProjectId: number, ProjectName: 'renamed' }]);
      expect(await world.state(map.projects, id)).toMatchObject({ outcome: 'unchanged', number });
      await deleteRow(world, 'msdyn_projects', id);
      await world.run(world.change(map.projects, id, { event: 'delete' }));
      expect(rows()).toEqual([]);
    },
  );

  it('F54: amounts, digits, options and days of an actual arrive exactly, on the day when summer time ends too', async () => {
    const id = await makeActual(world, ground.projectId, { date: '2026-10-25', text: 'Größe 😀 O’Brien' });
    await world.system.update('msdyn_actual', id, { msdyn_quantity: 0.1, msdyn_price: 12345678.1234 });
    await toFinance(id);
    expect(staged(id)).toMatchObject([
      {
        Quantity: '0.1',
        UnitPrice: '12345678.1234',
        Description: 'Größe 😀 O’Brien',
        DocumentDate: expect.stringMatching(/^2026-10-25/) as string,
        TransactionType: 'Cost',
        BillingType: 'Chargeable',
        IsJournalized: 'No',
      },
    ]);
  });

  it('F54: more digits than Finance keeps are refused with the reason, and not rounded', async () => {
    const id = await makeActual(world, ground.projectId);
    await world.system.update('msdyn_actual', id, { msdyn_quantity: 0.1234567 });
    await expect(toFinance(id)).rejects.toThrow('msdyn_quantity');
    expect(staged(id)).toEqual([]);
  });

  it.each([
    ['JPY, which has no decimals', 'JPY', { quantity: 3, price: 12_500, amount: 37_500 }],
    ['KWD, which has three', 'KWD', { quantity: 1.5, price: 0.334, amount: 0.501 }],
  ])(
    'F54: an actual in %s, is staged with the same amounts',
    async (_what, currency, { quantity, price, amount }) => {
      const id = await makeActual(world, ground.projectId);
      await world.system.update('msdyn_actual', id, {
        transactioncurrencyid: bind(
          'transactioncurrencies',
          await world.june.find('transactioncurrency', 'isocurrencycode', currency),
        ),
        msdyn_quantity: quantity,
        msdyn_price: price,
        msdyn_amount: amount,
      });
      await toFinance(id);
      expect(staged(id)).toMatchObject([
        {
          TransactionCurrencyId: currency,
          Quantity: String(quantity),
          UnitPrice: String(price),
          Amount: String(amount),
        },
      ]);
      await world.run(world.change(map.actuals, id, { mode: 'verify' }));
      expect(await world.state(map.actuals, id)).toMatchObject({ outcome: 'unchanged' });
    },
  );

  it.each([
    ['JPY, which has no decimals', 'JPY', { amount: '37500', tax: '3409' }, '34091'],
    ['KWD, which has three', 'KWD', { amount: '1.235', tax: '0.001' }, '1.234'],
  ])(
    'F54: an expense in %s, arrives with the same amounts',
    async (_what, currency, { amount, tax }, net) => {
      const number = fresh('EXP');
      await world.alicia.act('create-expense-report', {
        company: 'usmf',
        number,
        lines: [
          {
            id: number,
            costType: 'HOTEL',
            project: ground.project,
            activity: ground.task,
            date: '2026-10-25',
            currency,
            amount,
            taxAmount: tax,
            quantity: '1',
            text: number,
          },
        ],
      });
      await world.alicia.act('post-expense-report', { company: 'usmf', number });
      const row = `${number}|usmf`;
      await world.run(world.change(map.expenses, row));
      await world.run(world.change(map.expenses, row, { mode: 'verify' }));
      expect(world.rows('Dataverse', 'msdyn_expense', { msdyn_externaldescription: number })).toMatchObject([
        { msdyn_totalamount: amount, msdyn_salestaxamount: tax, msdyn_amount: net },
      ]);
      expect(await world.state(map.expenses, row)).toMatchObject({ outcome: 'unchanged' });
    },
  );

  it('F54: amounts, texts and days of an expense arrive exactly, under a number with every awkward character', async () => {
    const number = "EXP'1/2+ü 😀|%";
    await world.alicia.act('create-expense-report', {
      company: 'usmf',
      number,
      lines: [
        {
          id: number,
          costType: 'HOTEL',
          project: ground.project,
          activity: ground.task,
          date: '2026-03-29',
          currency: 'USD',
          amount: '1234567890.12',
          taxAmount: '0.01',
          quantity: '0.333333',
          text: 'Hôtel «Ω» 😀',
        },
      ],
    });
    await world.alicia.act('post-expense-report', { company: 'usmf', number });
    const row = `${number.replaceAll('%', '%25').replaceAll('|', '%7C')}|usmf`;
    await world.run(world.change(map.expenses, row));
    await world.run(world.change(map.expenses, row, { mode: 'verify' }));
    expect(
      world.rows('Dataverse', 'msdyn_expense', { msdyn_externaldescription: 'Hôtel «Ω» 😀' }),
    ).toMatchObject([
      {
        msdyn_totalamount: '1234567890.12',
        msdyn_amount: '1234567890.11',
        msdyn_salestaxamount: '0.01',
        msdyn_quantity: '0.333333',
        msdyn_transactiondate: expect.stringMatching(/^2026-03-29/) as string,
      },
    ]);
    expect(await world.state(map.expenses, row)).toMatchObject({ outcome: 'unchanged' });
  });
});

describe('staged actuals', () => {
  it('F55: one that Finance has posted and archived is never made again', async () => {
    const id = await makeActual(world, ground.projectId);
    await toFinance(id);
    await postJournal(world);
    await toDataverse(id);
    await world.alicia.act('archive-posted-actuals', { company: 'usmf' });
    expect(staged(id)).toEqual([]);
    await world.system.update('msdyn_actual', id, { msdyn_description: 'later' });
    for (const mode of ['verify', 'normal'] as const)
      await expect(world.run(world.change(map.actuals, id, { mode }))).rejects.toMatchObject({
        failure: { hint: expect.stringContaining('never made again') as string },
      });
    expect(staged(id)).toEqual([]);
    expect(await world.state(map.actuals, id)).toMatchObject({
      outcome: 'rejected',
      failure: { code: 'archived-or-deleted' },
    });
  });

  it('F60: the echo of a fresh one writes no 0 and no blank into voucher, rate and amount', async () => {
    const id = await makeActual(world, ground.projectId);
    await world.system.update('msdyn_actual', id, { msdyn_accountingamount: 7 });
    await toFinance(id);
    await toDataverse(id);
    expect(await world.state(map.actuals, id)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('not posted') as string,
    });
    expect(actual(id)).toMatchObject([
      { msdyn_accountingamount: '7', msdyn_vouchernumber: null, msdyn_accountexchangerate: null },
    ]);
  });

  it('F65: what a person changes in our columns is put right by a verify, and a plain change does not hide it for ever', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    const byHand = () =>
      world.plant('ProjectsV2', { dataAreaId: 'usmf', ProjectId: number, ProjectName: 'by hand' });
    const name = () => world.rows('Finance', 'ProjectsV2', { ProjectId: number })[0]?.['ProjectName'];
    await byHand();
    await world.run(world.change(map.projects, id));
    await world.run(world.change(map.projects, id, { mode: 'verify' }));
    expect(name()).toBe(`Project ${number}`);
    await byHand();
    await world.june.update('msdyn_project', id, { msdyn_description: 'another column' });
    await world.run(world.change(map.projects, id));
    expect(name()).toBe(`Project ${number}`);
  });

  it('F65: a raised epoch finds what a restore of Finance has lost', async () => {
    const number = fresh('P');
    const id = await sentProject(world, number);
    await world.plant('ProjectsV2', { dataAreaId: 'usmf', ProjectId: number, ProjectName: 'restored' });
    await raiseEpoch(world.sync, { by: 'Zoë', reason: 'Finance was restored' });
    await world.run(world.change(map.projects, id));
    expect(world.rows('Finance', 'ProjectsV2', { ProjectId: number })).toMatchObject([
      { ProjectName: `Project ${number}` },
    ]);
  });
});

describe('scans', () => {
  const scan = (name: string, on = world.sync) =>
    runScan(on, { schema: 'scan/1', map: name, company: 'usmf', origin: 'test' });

  it('publish only what changed since the last one', async () => {
    await postExpense(world, ground);
    await scan(map.expenses);
    await world.drain();
    expect(await scan(map.expenses)).toMatchObject({ published: 0 });
    await postExpense(world, ground);
    expect(await scan(map.expenses)).toMatchObject({ published: 1 });
  });

  it('F65: publish every row again after somebody said that a system was restored, and once', async () => {
    const all = (await scan(map.expenses)).rows;
    expect(all).toBeGreaterThan(1);
    await raiseEpoch(world.sync, { by: 'Zoë', reason: 'Dataverse was restored' });
    expect(await scan(map.expenses)).toMatchObject({ published: all });
    await world.drain();
    expect(await scan(map.expenses)).toMatchObject({ published: 0 });
  });

  it('F56: publish no draft, and a draft that is named all the same does not cross', async () => {
    await scan(map.expenses);
    const number = fresh('EXP');
    await world.alicia.act('create-expense-report', {
      company: 'usmf',
      number,
      lines: [
        {
          costType: 'HOTEL',
          project: ground.project,
          date: '2026-10-26',
          currency: 'USD',
          amount: '1',
          text: number,
        },
      ],
    });
    expect(await scan(map.expenses)).toMatchObject({ published: 0 });
    await world.run(world.change(map.expenses, `${number}-1|usmf`));
    expect(await world.state(map.expenses, `${number}-1|usmf`)).toMatchObject({ outcome: 'skipped' });
    expect(world.rows('Dataverse', 'msdyn_expense', { msdyn_externaldescription: number })).toEqual([]);
  });

  it('publish again what a host published that ended before it could note it; one row all the same', async () => {
    await scan(map.expenses);
    const row = await postExpense(world, ground);
    const dying = doomed(world.sync, { at: 'ledger.putSeen', when: 'before' });
    await expect(scan(map.expenses, dying.sync)).rejects.toBeInstanceOf(Crash);
    expect(await scan(map.expenses)).toMatchObject({ published: 1 });
    expect(world.counts('expense').active).toBe(2);
    await world.drain();
    const text = row.replace(/-1\|usmf$/, '');
    expect(world.rows('Dataverse', 'msdyn_expense', { msdyn_externaldescription: text })).toHaveLength(1);
  });

  it('publish a row again that returns to an earlier value', async () => {
    await scan(map.categories);
    await world.drain();
    const category = (text: string) =>
      world.plant('ProjExpenseCategoriesExport', { dataAreaId: 'usmf', CostType: 'HOTEL', CostTxt: text });
    for (const text of ['Lodging', 'Hotel', 'Lodging', 'Hotel']) {
      await category(text);
      expect(await scan(map.categories)).toMatchObject({ published: 1 });
      await world.drain();
      expect(world.rows('Dataverse', 'msdyn_expensecategory', { msdyn_name: text })).toHaveLength(1);
    }
  });

  it('pass over posted rows of the staging that name no actual of Dataverse', async () => {
    await scan(map.actuals);
    const foreign = () => ({
      dataAreaId: 'usmf',
      ActualsImportId: crypto.randomUUID(),
      VoucherNumber: fresh('X'),
      DocumentDate: '2026-10-25T12:00:00Z',
    });
    await world.plant('ProjActualsImports', foreign(), foreign());
    expect(await scan(map.actuals)).toMatchObject({ published: 0 });
    await world.drain();
    expect(world.deadLetters()).toBe(0);
  });
});
