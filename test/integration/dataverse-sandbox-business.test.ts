import { describe, expect, it } from 'vitest';
import { companyId, eventually, openSandbox, openWebhook, type Client } from './dataverse-sandbox-client.ts';

const chargeable = 192350001;
const material = 192350002;

async function projectWithContract(client: Client, contract: boolean): Promise<string> {
  const company = await companyId(client, 'frrt');
  const order = contract ? await client.create('salesorders', { name: 'C' }) : undefined;
  return client.create('msdyn_projects', {
    msdyn_subject: 'P',
    'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company})`,
    ...(order === undefined ? {} : { 'msdyn_SalesOrderId@odata.bind': `/salesorders(${order})` }),
  });
}

async function hotel(client: Client, project: string, values: Record<string, unknown> = {}): Promise<string> {
  const [category] = await client.find("msdyn_transactioncategories?$filter=msdyn_name eq 'Hotel'");
  const [euro] = await client.find("transactioncurrencies?$filter=isocurrencycode eq 'EUR'");
  const expenseCategory = await client.create('msdyn_expensecategories', {
    msdyn_name: 'Hotel',
    'msdyn_ExpenseCategoryuId@odata.bind': `/msdyn_transactioncategories(${String(category?.['msdyn_transactioncategoryid'])})`,
  });
  return client.create('msdyn_expenses', {
    msdyn_name: 'Hotel in Lyon',
    msdyn_amount: 250.75,
    msdyn_quantity: 2,
    msdyn_transactiondate: '2026-10-26T00:00:00Z',
    msdyn_billingtype: chargeable,
    'msdyn_Project@odata.bind': `/msdyn_projects(${project})`,
    'msdyn_ExpenseCategory@odata.bind': `/msdyn_expensecategories(${expenseCategory})`,
    'transactioncurrencyid@odata.bind': `/transactioncurrencies(${String(euro?.['transactioncurrencyid'])})`,
    ...values,
  });
}

const actualsOf = (client: Client, count: number): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  eventually(() => {
    const rows = client.sandbox.rows('msdyn_actual');
    return rows.length >= count ? rows : undefined;
  });

describe('dual-write columns of actuals', () => {
  it('are refused to the application user, who may write our own columns', async () => {
    const client = await openSandbox();
    const actual = await client.create('msdyn_actuals', { msdyn_actualimportid: 'A1' });
    const path = `msdyn_actuals(${actual})`;

    for (const values of [
      { msdyn_vouchernumber: 'V1' },
      { msdyn_accountingamount: 1 },
      { msdyn_accountexchangerate: 1 },
      { msdyn_accountingtaxamount: 1 },
      { msdyn_actualimportid: 'A2' },
    ]) {
      const refused = await client.call('PATCH', path, values);
      expect([refused.status, refused.code]).toEqual([400, '0x80040265']);
    }
    const own = await client.call('PATCH', path, {
      posync_vouchernumber: 'V1',
      posync_accountingamount: 1,
      posync_exchangerate: 1,
      posync_salestaxamount: 1,
    });

    expect(own.status).toBe(204);
    expect(client.sandbox.rows('msdyn_actual')).toMatchObject([
      { posync_vouchernumber: 'V1', msdyn_vouchernumber: null, msdyn_actualimportid: 'A1' },
    ]);
  });

  it('are open to the system itself, and to all where the option says so', async () => {
    const strict = await openSandbox();
    const open = await openSandbox({ allowDualWriteColumns: true });
    const values = { msdyn_vouchernumber: 'V1' };

    const bySystem = await strict.call(
      'PATCH',
      `msdyn_actuals(${await strict.create('msdyn_actuals', {})})`,
      values,
      {
        'x-sandbox-user': 'system',
      },
    );
    const byUs = await open.call('PATCH', `msdyn_actuals(${await open.create('msdyn_actuals', {})})`, values);

    expect([bySystem.status, byUs.status]).toEqual([204, 204]);
  });
});

describe('approval of expenses', () => {
  it('makes a cost and a connected unbilled sales actual of a chargeable expense on a contract', async () => {
    const client = await openSandbox({ approvalDelayMs: 5 });
    const project = await projectWithContract(client, true);
    await hotel(client, project);

    const [cost, sales] = await actualsOf(client, 2);

    expect(client.sandbox.rows('msdyn_expense')).toMatchObject([{ msdyn_expensestatus: 192350002 }]);
    const [category] = await client.find("msdyn_transactioncategories?$filter=msdyn_name eq 'Hotel'");
    expect(cost).toMatchObject({
      msdyn_transactiontypecode: 192350000,
      msdyn_transactionclassification: 192350001,
      msdyn_amount: '250.75',
      msdyn_quantity: '2',
      msdyn_price: '125.375',
      msdyn_amount_base: '278.6111',
      msdyn_project: project,
      msdyn_transactioncategory: category?.['msdyn_transactioncategoryid'],
      msdyn_owningcompany: await companyId(client, 'frrt'),
      msdyn_transactiondate: '2026-10-26T00:00:00Z',
      msdyn_vouchernumber: null,
    });
    expect(sales).toMatchObject({ msdyn_transactiontypecode: 192350005, msdyn_billingstatus: 192350000 });
    expect(client.sandbox.rows('msdyn_transactionconnection')).toMatchObject([
      { msdyn_transaction1: cost?.['msdyn_actualid'], msdyn_transaction2: sales?.['msdyn_actualid'] },
    ]);
  });

  it('makes only a cost actual without a contract, or when the expense is not chargeable', async () => {
    const client = await openSandbox({ approvalDelayMs: 1 });
    await hotel(client, await projectWithContract(client, false));
    await hotel(client, await projectWithContract(client, true), { msdyn_billingtype: 192350000 });

    const actuals = await actualsOf(client, 2);

    expect(actuals.map((actual) => actual['msdyn_transactiontypecode'])).toEqual([192350000, 192350000]);
    expect(client.sandbox.rows('msdyn_transactionconnection')).toHaveLength(0);
  });

  it('acts for the application user who wrote the expense, one step deeper in the same chain', async () => {
    const webhook = await openWebhook();
    const client = await openSandbox({
      approvalDelayMs: 1,
      steps: [
        { table: 'msdyn_expense', message: 'Create' },
        { table: 'msdyn_actual', message: 'Create' },
      ],
      endpoint: { kind: 'webhook', url: webhook.url, key: 'k' },
    });
    await hotel(client, await projectWithContract(client, false));

    const [expense, actual] = await eventually(() =>
      webhook.received.length === 2 ? webhook.received : undefined,
    );

    expect(actual?.context).toMatchObject({
      PrimaryEntityName: 'msdyn_actual',
      Depth: 2,
      CorrelationId: expense?.context['CorrelationId'],
      InitiatingUserId: expense?.context['InitiatingUserId'],
    });
  });
});

describe('confirmation of vendor invoices', () => {
  const addLine = async (client: Client, invoice: string, number: string): Promise<void> => {
    const [product] = await client.find('products?$select=name');
    await client.create('msdyn_projectvendorinvoicelines', {
      msdyn_externalinvoiceline: number,
      msdyn_quantity: 3,
      msdyn_price: 19.99,
      msdyn_transactionclassification: material,
      'msdyn_Product@odata.bind': `/products(${String(product?.['productid'])})`,
      'msdyn_VendorInvoice@odata.bind': `/msdyn_projectvendorinvoices(${invoice})`,
    });
  };

  it('happens when the header asks for it and has lines, and makes a cost actual of each', async () => {
    const client = await openSandbox();
    const invoice = await client.create('msdyn_projectvendorinvoices', {
      msdyn_vendorinvoicenumber: 'VI-1',
      msdyn_invoicedate: '2026-10-27T00:00:00Z',
    });
    await addLine(client, invoice, '1');
    await addLine(client, invoice, '2');
    expect(client.sandbox.rows('msdyn_actual')).toHaveLength(0);

    await client.call('PATCH', `msdyn_projectvendorinvoices(${invoice})`, {
      msdyn_enableautomaticconfirmation: true,
    });

    expect(client.sandbox.rows('msdyn_projectvendorinvoice')).toMatchObject([{ statuscode: 192350001 }]);
    expect(client.sandbox.rows('msdyn_actual')).toMatchObject([
      {
        msdyn_transactiontypecode: 192350000,
        msdyn_transactionclassification: material,
        msdyn_quantity: '3',
        msdyn_amount: '59.97',
        msdyn_transactiondate: '2026-10-27T00:00:00Z',
        msdyn_externalreferenceid: '1',
      },
      { msdyn_externalreferenceid: '2' },
    ]);
  });

  it('leaves out the lines that come after it', async () => {
    const client = await openSandbox();
    const invoice = await client.create('msdyn_projectvendorinvoices', {
      msdyn_enableautomaticconfirmation: true,
    });
    expect(client.sandbox.rows('msdyn_projectvendorinvoice')).toMatchObject([{ statuscode: 1 }]);

    await addLine(client, invoice, '1');
    await addLine(client, invoice, '2');

    expect(client.sandbox.rows('msdyn_projectvendorinvoice')).toMatchObject([{ statuscode: 192350001 }]);
    expect(client.sandbox.rows('msdyn_actual')).toMatchObject([{ msdyn_externalreferenceid: '1' }]);
  });
});
