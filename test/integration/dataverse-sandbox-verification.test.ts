import { describe, expect, it } from 'vitest';
import { openSandbox, type Client } from './dataverse-sandbox-client.ts';

const draft = 1;
const confirmed = 192350001;
const onHold = 192350002;
const manager = { 'x-sandbox-user': 'Spencer Low' };

async function invoiceWithLine(client: Client, values: Record<string, unknown> = {}): Promise<string> {
  const invoice = await client.create('msdyn_projectvendorinvoices', {
    msdyn_vendorinvoicenumber: 'VI-1',
    msdyn_enableautomaticconfirmation: false,
    ...values,
  });
  await addLine(client, invoice, '1');
  return invoice;
}

const addLine = (client: Client, invoice: string, number: string): Promise<string> =>
  client.create('msdyn_projectvendorinvoicelines', {
    msdyn_externalinvoiceline: number,
    msdyn_quantity: 2,
    msdyn_price: 40.5,
    'msdyn_VendorInvoice@odata.bind': `/msdyn_projectvendorinvoices(${invoice})`,
  });

async function setStatus(client: Client, invoice: string, statuscode: number): Promise<void> {
  const answer = await client.call(
    'PATCH',
    `msdyn_projectvendorinvoices(${invoice})`,
    { statuscode },
    manager,
  );
  expect(answer.status).toBe(204);
}

const costs = (client: Client): unknown[] =>
  client.sandbox.rows('msdyn_actual').map((actual) => actual['msdyn_externalreferenceid']);

describe('a vendor invoice that the project manager verifies', () => {
  it('stays a draft without actuals until the manager confirms it', async () => {
    const client = await openSandbox();
    const invoice = await invoiceWithLine(client);
    await addLine(client, invoice, '2');
    expect(client.sandbox.rows('msdyn_projectvendorinvoice')).toMatchObject([{ statuscode: draft }]);
    expect(costs(client)).toEqual([]);

    await setStatus(client, invoice, confirmed);

    expect(costs(client)).toEqual(['1', '2']);
    const [user] = await client.find("systemusers?$filter=fullname eq 'Spencer Low'");
    expect(client.sandbox.rows('msdyn_actual')[0]).toMatchObject({
      msdyn_transactiontypecode: 192350000,
      msdyn_amount: '81',
      createdby: user?.['systemuserid'],
    });
  });

  it('makes its actuals once, however often it is confirmed', async () => {
    const client = await openSandbox();
    const invoice = await invoiceWithLine(client);

    await setStatus(client, invoice, confirmed);
    await setStatus(client, invoice, confirmed);
    await setStatus(client, invoice, onHold);
    await setStatus(client, invoice, confirmed);

    expect(costs(client)).toEqual(['1']);
  });

  it('makes them once also when automatic confirmation is switched on afterwards', async () => {
    const client = await openSandbox();
    const invoice = await invoiceWithLine(client);
    await setStatus(client, invoice, confirmed);

    await client.call('PATCH', `msdyn_projectvendorinvoices(${invoice})`, {
      msdyn_enableautomaticconfirmation: true,
    });
    await addLine(client, invoice, '2');

    expect(costs(client)).toEqual(['1']);
  });

  it('makes none while it is on hold or in review', async () => {
    const client = await openSandbox();
    const invoice = await invoiceWithLine(client);

    await setStatus(client, invoice, 192350000);
    await setStatus(client, invoice, onHold);

    expect(costs(client)).toEqual([]);
  });
});
