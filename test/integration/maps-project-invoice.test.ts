import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { actualRow } from '../../infra/local/story/actual-row.ts';
import { bind } from '../../infra/local/story/dataverse-user.ts';
import { runScan } from '../../shared/sync/run-scan.ts';
import { attempt, crossesToFinance, sentContract, sentContractLine, sentFundingSource } from './map-rows.ts';
import { openWorld, type World } from './sync-harness.ts';
import { fresh, makeProject, map } from './sync-rows.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
afterEach(() => world.drain());

const proposals = 'Project invoice proposals V2';
const results = 'Customer invoice results';
const confirmed = 192350002;
type Values = Parameters<World['june']['create']>[1];

interface Ground {
  readonly contract: string;
  readonly order: string;
  readonly project: string;
  readonly projectId: string;
}

async function layContract(): Promise<Ground> {
  const contract = fresh('C');
  const order = await sentContract(world, contract);
  const project = fresh('P');
  const projectId = await makeProject(world, project, { msdyn_salesorderid: bind('salesorders', order) });
  await world.run(world.change(map.projects, projectId, { event: 'create' }));
  return { contract, order, project, projectId };
}

const proforma = (ground: Ground, number: string, more: Values = {}): Promise<string> =>
  world.june.create('invoice', {
    msdyn_invoicenumber: number,
    name: number,
    msdyn_invoicedate: '2026-10-31',
    salesorderid: bind('salesorders', ground.order),
    transactioncurrencyid: world.master.currency.USD,
    msdyn_owningcompany: world.master.company.usmf,
    ...more,
  });

/** An actual of eight hours, as a process of Project Operations makes it. */
const actual = (ground: Ground, more: Values): Promise<string> =>
  world.system.create('msdyn_actual', {
    ...actualRow(world.master, {
      type: 'unbilledSales',
      company: 'usmf',
      project: ground.projectId,
      date: '2026-10-25',
      hours: 8,
      price: 125,
      billing: 'chargeable',
      text: 'Install',
    }),
    ...more,
  });
const billedSales = { msdyn_transactiontypecode: 192350006 } as const;
const of = (invoice: string) => ({ msdyn_invoice: bind('invoices', invoice) });
const connect = (first: string, second: string): Promise<string> =>
  world.system.create('msdyn_transactionconnection', {
    msdyn_transaction1: first,
    msdyn_transaction1type: 'msdyn_actual',
    msdyn_transaction1role: 'unbilledsales',
    msdyn_transaction2: second,
    msdyn_transaction2type: 'msdyn_actual',
    msdyn_transaction2role: 'billedsales',
  });
const send = async (name: string, ...ids: readonly string[]): Promise<void> => {
  for (const id of ids) await world.run(world.change(name, id, { event: 'create' }));
};
const imported = (number: string, lines: number) =>
  world.alicia.act('import-from-staging', { company: 'usmf', invoiceLines: { [number]: lines } });
/** Unbilled sales that Finance has posted. */
async function posted(ground: Ground): Promise<string> {
  const id = await actual(ground, {});
  await send(map.actuals, id);
  await world.alicia.act('import-from-staging', { company: 'usmf' });
  await world.alicia.act('post-integration-journal', { company: 'usmf' });
  return id;
}
const confirm = async (invoice: string): Promise<void> => {
  await world.june.update('invoice', invoice, { msdyn_projectinvoicestatus: confirmed });
};

describe('Project invoice proposals V2', () => {
  it('send every field when the proforma is confirmed, and not before', async () => {
    const ground = await layContract();
    const source = await sentFundingSource(world, ground.order);
    const number = fresh('INV');
    const invoice = await proforma(ground, number, {
      msdyn_projectcontractsplitbillingrule: bind('msdyn_projectcontractsplitbillingrules', source.id),
    });
    expect(await attempt(world, proposals, invoice)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('192350002') as string,
    });
    expect(world.rows('Finance', 'ProjectInvoiceProposalsV2', { InvoiceProposalId: number })).toEqual([]);
    await confirm(invoice);
    await crossesToFinance(
      world,
      proposals,
      invoice,
      { dataAreaId: 'usmf', InvoiceProposalId: number },
      {
        ProjectContractId: ground.contract,
        SalesCurrency: 'USD',
        InvoiceDate: '2026-10-31',
        FundingSourceId: source.number,
      },
    );
  });

  it('wait for their contract', async () => {
    const order = await world.june.create('salesorder', {
      msdyn_salesordernumber: fresh('C'),
      name: 'Not sent',
      msdyn_ordertype: 192350001,
      msdyn_owningcompany: world.master.company.usmf,
    });
    const invoice = await proforma({ contract: '', order, project: '', projectId: '' }, fresh('INV'));
    await confirm(invoice);
    expect(await attempt(world, proposals, invoice)).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'salesorderid' },
    });
    await world.run(world.change(map.contracts, order, { event: 'create' }));
    await world.drain();
  });

  it('are never deleted in Finance', async () => {
    const ground = await layContract();
    const number = fresh('INV');
    const invoice = await proforma(ground, number);
    await confirm(invoice);
    await send(proposals, invoice);
    const answer = await fetch(`${world.dataverse.url}/api/data/v9.2/invoices(${invoice})`, {
      method: 'DELETE',
      headers: { 'x-sandbox-user': 'June Low' },
    });
    expect(answer.status).toBe(204);
    expect(await attempt(world, proposals, invoice, { event: 'delete' })).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('never deletes') as string,
    });
    expect(world.rows('Finance', 'ProjectInvoiceProposalsV2', { InvoiceProposalId: number })).toHaveLength(1);
  });
});

describe('An invoice as a document: header, billed sales, connections', () => {
  it('arrives in that order whatever order its changes come in, and its record says what is still to come', async () => {
    const ground = await layContract();
    const unbilled = await posted(ground);
    const number = fresh('INV');
    const invoice = await proforma(ground, number);
    const lines = await Promise.all([1, 2].map(() => actual(ground, { ...billedSales, ...of(invoice) })));
    const connections = await Promise.all(lines.map((line) => connect(unbilled, line)));
    // Connections first, then lines, then the header.
    await send(map.connections, ...connections);
    await send(map.actuals, ...lines);
    const staged = () => world.rows('Finance', 'ProjActualsImports', { InvoiceProposalId: number });
    expect(staged()).toEqual([]);
    expect(await imported(number, 2)).toMatchObject({ proposalLines: 0 });
    await confirm(invoice);
    await send(proposals, invoice);
    expect(await world.state(proposals, invoice)).toMatchObject({
      outcome: 'applied',
      reason: 'not complete: 2 of 2 lines are still to come',
    });
    await world.drain();
    expect(staged()).toHaveLength(2);
    const state = await world.state(proposals, invoice);
    expect(state).toMatchObject({ outcome: 'unchanged' });
    expect(state).not.toHaveProperty('reason');
    expect(await imported(number, 2)).toMatchObject({ proposalLines: 2, refused: [] });
  });

  it('with one line refused stays incomplete by name, and Finance does not import it', async () => {
    const ground = await layContract();
    const unbilled = await posted(ground);
    const number = fresh('INV');
    const invoice = await proforma(ground, number);
    await confirm(invoice);
    const whole = await actual(ground, { ...billedSales, ...of(invoice) });
    const broken = await actual(ground, {
      ...billedSales,
      ...of(invoice),
      msdyn_quantity: 0.1234567,
    });
    const connections = await Promise.all([whole, broken].map((line) => connect(unbilled, line)));
    await send(proposals, invoice);
    await send(map.actuals, whole);
    expect(await attempt(world, map.actuals, broken)).toMatchObject({ outcome: 'rejected' });
    await Promise.all(connections.map((id) => attempt(world, map.connections, id)));
    await world.drain({
      until: async () => (await world.state(proposals, invoice))?.outcome === 'unchanged',
    });
    expect(await world.state(proposals, invoice)).toMatchObject({
      reason: 'not complete: 1 of 2 lines are still to come',
    });
    expect(JSON.stringify(await imported(number, 2))).toContain('mismatched billed sales actuals');
    await world.system.update('msdyn_actual', broken, { msdyn_quantity: 8 });
    await world.run(world.change(map.actuals, broken));
    await world.drain();
    expect(await world.state(proposals, invoice)).not.toHaveProperty('reason');
    expect(await imported(number, 2)).toMatchObject({ proposalLines: 2 });
  });
});

describe('Kinds of invoices', () => {
  it('a milestone is billed without unbilled sales before it', async () => {
    const ground = await layContract();
    const line = await sentContractLine(world, ground.order, ground.projectId, 1);
    const number = fresh('INV');
    const invoice = await proforma(ground, number);
    await confirm(invoice);
    const milestone = await actual(ground, {
      ...billedSales,
      ...of(invoice),
      msdyn_transactionclassification: 192350003,
      msdyn_valueofsalescontractline: line,
    });
    await send(proposals, invoice);
    await send(map.actuals, milestone);
    expect(world.rows('Finance', 'ProjActualsImports', { ActualId: milestone })).toMatchObject([
      { TransactionClassification: '192350003', ContractLineId: line, InvoiceProposalId: number },
    ]);
    expect(await imported(number, 1)).toMatchObject({ proposalLines: 1, refused: [] });
  });

  it('a retainer is billed as a fee', async () => {
    const ground = await layContract();
    const number = fresh('INV');
    const invoice = await proforma(ground, number);
    await confirm(invoice);
    const retainer = await actual(ground, {
      ...billedSales,
      ...of(invoice),
      msdyn_transactionclassification: 192350004,
      msdyn_amount: 5000,
    });
    await send(proposals, invoice);
    await send(map.actuals, retainer);
    expect(await imported(number, 1)).toMatchObject({ proposalLines: 1, refused: [] });
  });

  it('a corrective invoice sends its credit line; the reversed unbilled sales stay behind', async () => {
    const ground = await layContract();
    const unbilled = await posted(ground);
    const first = fresh('INV');
    const invoice = await proforma(ground, first);
    await confirm(invoice);
    const billed = await actual(ground, { ...billedSales, ...of(invoice) });
    await send(proposals, invoice);
    await send(map.actuals, billed);
    await send(map.connections, await connect(unbilled, billed));
    await imported(first, 1);
    await world.alicia.act('post-invoice-proposal', { company: 'usmf', invoiceProposalId: first });

    const second = fresh('INV');
    const correction = await proforma(ground, second);
    await confirm(correction);
    const credit = await actual(ground, {
      ...billedSales,
      ...of(correction),
      msdyn_quantity: -8,
      msdyn_amount: -1000,
    });
    const reversal = await actual(ground, { msdyn_quantity: -8, msdyn_amount: -1000, msdyn_skipsync: true });
    await send(proposals, correction);
    await send(map.actuals, credit, reversal);
    await send(map.connections, await connect(billed, credit));
    expect(await world.state(map.actuals, reversal)).toMatchObject({ outcome: 'skipped' });
    expect(world.rows('Finance', 'ProjActualsImports', { ActualId: reversal })).toEqual([]);
    expect(world.rows('Finance', 'ProjActualsImports', { ActualId: credit })).toMatchObject([
      { Quantity: '-8', Amount: '-1000', InvoiceProposalId: second },
    ]);
    expect(await imported(second, 1)).toMatchObject({ proposalLines: 1, refused: [] });
  });

  it('two funding sources of one contract are two proposals, each with its own lines', async () => {
    const ground = await layContract();
    const unbilled = await posted(ground);
    for (const share of [750, 250]) {
      const source = await sentFundingSource(world, ground.order);
      const rule = {
        msdyn_projectcontractsplitbillingrule: bind('msdyn_projectcontractsplitbillingrules', source.id),
      };
      const number = fresh('INV');
      const invoice = await proforma(ground, number, rule);
      await confirm(invoice);
      const line = await actual(ground, { ...billedSales, ...of(invoice), ...rule, msdyn_amount: share });
      await send(proposals, invoice);
      await send(map.actuals, line);
      await send(map.connections, await connect(unbilled, line));
      expect(world.rows('Finance', 'ProjectInvoiceProposalsV2', { InvoiceProposalId: number })).toMatchObject(
        [{ FundingSourceId: source.number }],
      );
      expect(world.rows('Finance', 'ProjActualsImports', { ActualId: line })).toMatchObject([
        { FundingSource: source.number, Amount: String(share), ContractId: ground.contract },
      ]);
      expect(await imported(number, 1)).toMatchObject({ proposalLines: 1, refused: [] });
    }
  });
});

describe('Customer invoice results', () => {
  it('bring number and tax of the posted invoice to its proforma, the tax added up over its lines', async () => {
    const ground = await layContract();
    const unbilled = await posted(ground);
    const number = fresh('INV');
    const invoice = await proforma(ground, number);
    await confirm(invoice);
    const lines = await Promise.all([1, 2].map(() => actual(ground, { ...billedSales, ...of(invoice) })));
    await send(proposals, invoice);
    await send(map.actuals, ...lines);
    await send(map.connections, ...(await Promise.all(lines.map((line) => connect(unbilled, line)))));
    await imported(number, 2);
    const scan = () =>
      runScan(world.sync, { schema: 'scan/1', map: results, company: 'usmf', origin: 'test' });
    const proformaRow = () => world.rows('Dataverse', 'invoice', { invoiceid: invoice })[0] ?? {};
    await scan();
    await world.drain();
    expect(proformaRow()).toMatchObject({ posync_customerinvoicenumber: null });
    await world.alicia.act('post-invoice-proposal', {
      company: 'usmf',
      invoiceProposalId: number,
      taxPercent: '8.25',
    });
    expect((await scan()).published).toBe(1);
    await world.drain();
    expect(proformaRow()).toMatchObject({
      posync_customerinvoicenumber: expect.stringMatching(/^USMF-CIV-/) as string,
      posync_invoicetaxamount: '165',
      msdyn_invoicenumber: number,
    });
    expect(await world.state(results, `usmf|${number}`)).toMatchObject({ outcome: 'applied' });
    expect((await scan()).published).toBe(0);
  });

  it('of an invoice that Dataverse does not hold wait, naming it', async () => {
    const number = fresh('INV');
    await world.plant('ProjActualsImports', {
      dataAreaId: 'usmf',
      ActualsImportId: crypto.randomUUID(),
      ActualId: crypto.randomUUID(),
      TransactionType: 'BilledSales',
      InvoiceProposalId: number,
      InvoiceId: 'USMF-CIV-1',
      DocumentDate: '2026-10-25T12:00:00Z',
    });
    expect(await attempt(world, results, `usmf|${number}`)).toMatchObject({
      outcome: 'waiting',
      failure: { message: expect.stringContaining(number) as string },
    });
    const ground = await layContract();
    const invoice = await proforma(ground, number);
    await world.drain();
    expect(world.rows('Dataverse', 'invoice', { invoiceid: invoice })).toMatchObject([
      { posync_customerinvoicenumber: 'USMF-CIV-1' },
    ]);
  });
});
