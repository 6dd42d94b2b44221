import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../shared/table-map/registry.ts';
import { attempt, crossesToDataverse } from './map-rows.ts';
import { companies, openWorld, type World } from './sync-harness.ts';
import { fresh, layGround, map, type Ground } from './sync-rows.ts';

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await openWorld({
    companies: new Map([
      ...companies,
      [
        'usmf',
        {
          code: 'usmf',
          goLive: '2026-01-01',
          firstOpenPeriod: '2026-09-01',
          intercompanyVendors: ['V-FRRT'],
        },
      ],
    ]),
  });
  ground = await layGround(world);
});
afterAll(() => world.stop());
afterEach(() => world.drain());

interface Invoice {
  readonly number: string;
  readonly header: string;
  readonly lines: readonly string[];
}

async function invoice(more: Readonly<Record<string, unknown>> = {}, post = true): Promise<Invoice> {
  const number = fresh('VI');
  const vendor = typeof more['vendor'] === 'string' ? more['vendor'] : 'V-1001';
  const ids = [1, 2].map((index) => `${number}-${index}`);
  await world.alicia.act('create-vendor-invoice', {
    company: 'usmf',
    vendor,
    number,
    date: '2026-10-27',
    currency: 'USD',
    description: 'Cable sets',
    lines: ids.map((id) => ({
      id,
      project: ground.project,
      task: ground.task,
      category: 'TCN-0000001002-D3B43',
      categoryType: 'Item',
      product: 'P-0001',
      unit: 'ea',
      date: '2026-10-27',
      billingType: 'NonChargeable',
      quantity: '3',
      price: '19.99',
      role: 'RC-0001',
      text: id,
    })),
    ...more,
  });
  if (post) await world.alicia.act('post-vendor-invoice', { company: 'usmf', vendor, number });
  return { number, header: `usmf|${vendor}|${number}`, lines: ids.map((id) => `${id}|usmf`) };
}

const headerRow = (number: string) =>
  world.rows('Dataverse', 'msdyn_projectvendorinvoice', { msdyn_vendorinvoicenumber: number })[0] ?? {};
const financeRow = (number: string) =>
  world.rows('Finance', 'VendInvoiceExportsV2', { VendorInvoiceNum: number })[0] ?? {};
const found = (table: string, column: string, value: string) => world.june.find(table, column, value);

async function sendAll({ header, lines }: Invoice): Promise<void> {
  await world.publish(
    world.change(map.invoices, header),
    ...lines.map((line) => world.change(map.invoiceLines, line)),
  );
  await world.drain();
}

describe('Vendor invoices', () => {
  it('bring every field of header and lines; automatic confirmation comes only when every line is there', async () => {
    const { number, header, lines } = await invoice();
    await crossesToDataverse(
      world,
      map.invoices,
      header,
      { msdyn_vendorinvoicenumber: number },
      {
        msdyn_name: number,
        msdyn_description: 'Cable sets',
        msdyn_vendor: await found('account', 'accountnumber', 'V-1001'),
        msdyn_owningcompany: await found('cdm_company', 'cdm_companycode', 'usmf'),
        msdyn_invoicedate: '2026-10-27',
        transactioncurrencyid: await found('transactioncurrency', 'isocurrencycode', 'USD'),
        msdyn_hasexternalorigin: 'true',
        msdyn_enableautomaticconfirmation: 'false',
      },
    );
    expect(await world.state(map.invoices, header)).toMatchObject({
      reason: 'not complete: 2 of 2 lines are still to come',
    });
    const [first = '', second = ''] = lines;
    await crossesToDataverse(
      world,
      map.invoiceLines,
      first,
      { msdyn_externalinvoiceline: `${number}-1` },
      {
        msdyn_owningcompany: await found('cdm_company', 'cdm_companycode', 'usmf'),
        msdyn_vendorinvoice: String(headerRow(number)['msdyn_projectvendorinvoiceid']),
        msdyn_project: ground.projectId,
        msdyn_task: ground.taskId,
        msdyn_transactionclassification: '192350002',
        msdyn_transactioncategory: await found(
          'msdyn_transactioncategory',
          'msdyn_transactioncategorynumber',
          'TCN-0000001002-D3B43',
        ),
        msdyn_resourcecategory: await found(
          'bookableresourcecategory',
          'msdyn_resourcecategorynumber',
          'RC-0001',
        ),
        msdyn_product: await found('product', 'msdyn_productnumber', 'P-0001'),
        msdyn_description: `${number}-1`,
        msdyn_quantity: '3',
        msdyn_unit: await found('uom', 'msdyn_symbol', 'ea'),
        msdyn_price: '19.99',
        transactioncurrencyid: await found('transactioncurrency', 'isocurrencycode', 'USD'),
        msdyn_billingtype: '192350000',
      },
    );
    await world.drain();
    expect(headerRow(number)).toMatchObject({ msdyn_enableautomaticconfirmation: false });
    await world.run(world.change(map.invoiceLines, second));
    await world.drain();
    expect(headerRow(number)).toMatchObject({ msdyn_enableautomaticconfirmation: true });
  });

  it('F56: that are pending never cross, neither header nor lines', async () => {
    const draft = await invoice({}, false);
    await sendAll(draft);
    expect(headerRow(draft.number)).toEqual({});
    for (const line of draft.lines)
      expect(await world.state(map.invoiceLines, line)).toMatchObject({ outcome: 'skipped' });
  });

  it('that Finance made from an intercompany customer invoice never cross: their cost is there already', async () => {
    const own = await invoice({ vendor: 'V-FRRT' });
    await sendAll(own);
    expect(await world.state(map.invoices, own.header)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('intercompany') as string,
    });
    for (const line of own.lines)
      expect(await world.state(map.invoiceLines, line)).toMatchObject({ outcome: 'skipped' });
    expect(headerRow(own.number)).toEqual({});
  });

  it('whose vendor Dataverse does not know wait, naming account and company', async () => {
    await world.plant('VendorsV2', { dataAreaId: 'usmf', VendorAccountNumber: 'V-0777' });
    const own = await invoice({ vendor: 'V-0777' });
    expect(await attempt(world, map.invoices, own.header)).toMatchObject({
      outcome: 'waiting',
      failure: { field: 'msdyn_vendor', message: expect.stringContaining('V-0777') as string },
    });
    await world.june.create('account', {
      accountnumber: 'V-0777',
      name: 'New vendor',
      msdyn_company: world.master.company.usmf,
    });
    await world.drain();
    expect(await world.state(map.invoices, own.header)).toMatchObject({ outcome: 'applied' });
  });
});

describe('Manual verification by the project manager', () => {
  it('keeps the invoice a draft and its payment held; the confirmed status goes back and releases the payment', async () => {
    await world.alicia.act('set-vendor-invoice-parameters', {
      company: 'usmf',
      manualVerification: true,
      paymentHold: true,
    });
    const own = await invoice();
    await world.alicia.act('set-vendor-invoice-parameters', {
      company: 'usmf',
      manualVerification: false,
      paymentHold: false,
    });
    await sendAll(own);
    expect(headerRow(own.number)).toMatchObject({ msdyn_enableautomaticconfirmation: false, statuscode: 1 });
    const id = String(headerRow(own.number)['msdyn_projectvendorinvoiceid']);
    const back = () => world.run(world.change(map.invoices, id, { source: 'dataverse' }));
    const holds = () =>
      world.finance
        .tables('PaymentHolds')
        .filter((hold) => hold['VendorInvoiceNum'] === own.number)
        .map((hold) => hold['PaymentHold']);
    await back();
    expect(financeRow(own.number)).toMatchObject({ ProjVendInvoiceStatus: 'Draft' });
    expect(holds()).toEqual(['Yes']);
    await world.june.update('msdyn_projectvendorinvoice', id, { statuscode: 192350000 });
    await back();
    expect(financeRow(own.number)).toMatchObject({ ProjVendInvoiceStatus: 'InReview' });
    await world.june.update('msdyn_projectvendorinvoice', id, { statuscode: 192350001 });
    await back();
    expect(financeRow(own.number)).toMatchObject({ ProjVendInvoiceStatus: 'Confirmed' });
    expect(holds()).toEqual(['No']);
  });

  it('a status that Finance has no member for is refused, naming it; a confirmed one is never taken back', async () => {
    const own = await invoice({ subcontract: true });
    await sendAll(own);
    const id = String(headerRow(own.number)['msdyn_projectvendorinvoiceid']);
    const status = (value: number) =>
      world.june.update('msdyn_projectvendorinvoice', id, { statuscode: value });
    const back = () =>
      world.run(world.change(map.invoices, id, { source: 'dataverse' })).catch(() => undefined);
    await status(192350002);
    await back();
    expect(await world.state(map.invoices, own.header)).toMatchObject({
      outcome: 'rejected',
      failure: { field: 'statuscode', message: expect.stringContaining('192350002') as string },
    });
    await status(192350001);
    await back();
    await status(1);
    await back();
    expect(financeRow(own.number)).toMatchObject({ ProjVendInvoiceStatus: 'Confirmed' });
    expect(await world.state(map.invoices, own.header)).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('confirmed') as string,
    });
  });

  it('a vendor invoice that a person made in Dataverse is left alone', async () => {
    const id = await world.june.create('msdyn_projectvendorinvoice', { msdyn_name: 'By hand' });
    await world.run(world.change(map.invoices, id, { source: 'dataverse', event: 'create' }));
    expect(world.log.at(-1)).toContain(`${id} was not made by`);
    expect(await world.open('vendor-invoice')).toEqual([]);
  });
});

describe('What a map expects to follow', () => {
  it('and does not, lists the record with the hop that failed; when it follows after all, the record is settled', async () => {
    const other = await openWorld({ expectations: true });
    try {
      const at = await layGround(other);
      const number = fresh('VI');
      await other.alicia.act('create-vendor-invoice', {
        company: 'usmf',
        vendor: 'V-1001',
        number,
        date: '2026-10-27',
        currency: 'USD',
        lines: [
          {
            id: `${number}-1`,
            project: at.project,
            category: 'TCN-0000001002-D3B43',
            product: 'P-0001',
            unit: 'ea',
            quantity: '1',
            price: '5',
          },
        ],
      });
      await other.alicia.act('post-vendor-invoice', { company: 'usmf', vendor: 'V-1001', number });
      const header = `usmf|V-1001|${number}`;
      await other.run(other.change(map.invoices, header));
      const overdue = async () => (await other.state(map.invoices, header))?.outcome === 'waiting';
      await other.drain({ until: overdue });
      expect(await other.open('vendor-invoice')).toMatchObject([
        {
          outcome: 'waiting',
          failure: {
            code: 'expectation-overdue',
            message: expect.stringContaining('The lines of the vendor invoice in Dataverse') as string,
          },
        },
      ]);
      await other.run(other.change(map.invoiceLines, `${number}-1|usmf`));
      await other.drain({ until: async () => (await other.open('vendor-invoice')).length === 0 });
      expect(await other.state(map.invoices, header)).toMatchObject({ appliedOnce: true });
    } finally {
      await other.stop();
    }
  });
});

describe('A map that is switched off', () => {
  it('writes nothing, and what is on its way goes on when it is on again', async () => {
    let off = true;
    const other = await openWorld({
      maps: (maps) => {
        const all = registry(maps.all());
        const stopped = (each: Parameters<typeof all.stopped>[0]) =>
          off && each.name === map.projects ? 'switched off by the setting MAPS_OFF' : undefined;
        return { ...all, stopped };
      },
    });
    try {
      const number = fresh('P');
      const id = await other.june.create('msdyn_project', {
        msdyn_projectnumber: number,
        msdyn_subject: 'Held',
        msdyn_owningcompany: other.master.company.usmf,
      });
      await other.publish(other.change(map.projects, id));
      await other.drain({ until: async () => (await other.state(map.projects, id))?.outcome !== undefined });
      expect(await other.state(map.projects, id)).toMatchObject({
        outcome: 'retrying',
        failure: { code: 'map-stopped', message: expect.stringContaining('MAPS_OFF') as string },
      });
      expect(other.rows('Finance', 'ProjectsV2', { ProjectId: number })).toEqual([]);
      off = false;
      await other.drain();
      expect(other.rows('Finance', 'ProjectsV2', { ProjectId: number })).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });
});
