import { describe, expect, it } from 'vitest';
import { companyId, openSandbox } from './dataverse-sandbox-client.ts';

const id = '33333333-3333-4333-8333-333333333333';
const nowhere = '11111111-1111-4111-8111-111111111111';
const representation = { prefer: 'return=representation' };

describe('writing to the Dataverse sandbox', () => {
  it('makes a row under the id of the body and answers 204 with its address', async () => {
    const client = await openSandbox();

    const answer = await client.call('POST', 'msdyn_projects', { msdyn_projectid: id, msdyn_subject: 'A' });

    expect(answer.status).toBe(204);
    expect(answer.headers.get('odata-entityid')).toBe(
      `${client.sandbox.url}/api/data/v9.2/msdyn_projects(${id})`,
    );
    expect(client.sandbox.rows('msdyn_project')).toMatchObject([
      { msdyn_projectid: id, msdyn_subject: 'A', statecode: 0, statuscode: 1 },
    ]);
  });

  it('refuses a second row with the same id with 412 0x80040237', async () => {
    const client = await openSandbox();
    await client.create('msdyn_projects', { msdyn_projectid: id });

    const answer = await client.call('POST', 'msdyn_projects', { msdyn_projectid: id });

    expect([answer.status, answer.code]).toEqual([412, '0x80040237']);
  });

  it('gives the selected columns back when a representation is preferred: 201 for a new row, 200 for a changed one', async () => {
    const client = await openSandbox();

    const made = await client.call(
      'PATCH',
      `msdyn_projects(${id})?$select=msdyn_subject`,
      { msdyn_subject: 'A' },
      representation,
    );
    const changed = await client.call(
      'PATCH',
      `msdyn_projects(${id})?$select=msdyn_subject`,
      { msdyn_subject: 'B' },
      representation,
    );

    expect([made.status, changed.status]).toEqual([201, 200]);
    expect(changed.json['msdyn_subject']).toBe('B');
    expect(changed.headers.get('preference-applied')).toBe('return=representation');
  });

  it('keeps every digit of decimals, money and row versions', async () => {
    const client = await openSandbox();

    const { text } = await client.call(
      'POST',
      'msdyn_actuals?$select=msdyn_quantity,msdyn_amount,msdyn_price',
      '{"msdyn_quantity":-99999999999.9999999999,"msdyn_amount":922337203685476.5807,"msdyn_price":1E+2}',
      representation,
    );

    expect(text).toContain('"msdyn_quantity":-99999999999.9999999999');
    expect(text).toContain('"msdyn_amount":922337203685476.5807');
    expect(text).toContain('"msdyn_price":100.0000');
    expect(client.sandbox.rows('msdyn_actual')).toMatchObject([
      { msdyn_quantity: '-99999999999.9999999999', msdyn_amount: '922337203685476.5807', msdyn_price: '100' },
    ]);
  });

  it('rounds digits beyond a column’s precision and stores empty text as null', async () => {
    const client = await openSandbox();

    await client.call(
      'POST',
      'msdyn_actuals',
      '{"msdyn_amount":0.00005,"msdyn_quantity":1.00000000004,"msdyn_description":""}',
    );

    expect(client.sandbox.rows('msdyn_actual')).toMatchObject([
      { msdyn_amount: '0.0001', msdyn_quantity: '1', msdyn_description: null },
    ]);
  });

  it('computes base amounts by the rate of the row’s currency', async () => {
    const client = await openSandbox();
    const [euro] = await client.find("transactioncurrencies?$filter=isocurrencycode eq 'EUR'");

    await client.create('msdyn_actuals', {
      msdyn_amount: 90,
      'transactioncurrencyid@odata.bind': `transactioncurrencies(${String(euro?.['transactioncurrencyid'])})`,
    });

    expect(client.sandbox.rows('msdyn_actual')).toMatchObject([
      { msdyn_amount_base: '100', exchangerate: '0.9' },
    ]);
  });

  it.each([
    ['an offset', '2026-03-29T03:30:00+02:00', '2026-03-29T01:30:00Z'],
    ['no offset, which means UTC', '2026-03-29T03:30:00', '2026-03-29T03:30:00Z'],
    ['fractions of a second, which are cut', '2026-03-29T03:30:00.987Z', '2026-03-29T03:30:00Z'],
  ])('reads an instant with %s', async (_what, sent, stored) => {
    const client = await openSandbox();

    await client.create('msdyn_actuals', { msdyn_documentdate: sent, msdyn_transactiondate: sent });

    expect(client.sandbox.rows('msdyn_actual')).toMatchObject([
      { msdyn_documentdate: stored, msdyn_transactiondate: stored },
    ]);
  });

  it('makes the row of PATCH when it is not there, and changes only what is sent when it is', async () => {
    const client = await openSandbox();

    await client.call('PATCH', `msdyn_projects(${id})`, { msdyn_subject: 'A', msdyn_projectnumber: 'P' });
    await client.call('PATCH', `msdyn_projects(${id})`, { msdyn_subject: 'B' });

    expect(client.sandbox.rows('msdyn_project')).toMatchObject([
      { msdyn_projectid: id, msdyn_subject: 'B', msdyn_projectnumber: 'P' },
    ]);
  });

  it('never makes a row when If-Match: * is sent', async () => {
    const client = await openSandbox();

    const answer = await client.call('PATCH', `msdyn_projects(${id})`, {}, { 'if-match': '*' });

    expect([answer.status, answer.code]).toEqual([404, '0x80040217']);
    expect(client.sandbox.rows('msdyn_project')).toHaveLength(0);
  });

  it('never changes a row when If-None-Match: * is sent', async () => {
    const client = await openSandbox();
    await client.create('msdyn_projects', { msdyn_projectid: id, msdyn_subject: 'A' });

    const answer = await client.call(
      'PATCH',
      `msdyn_projects(${id})`,
      { msdyn_subject: 'B' },
      { 'if-none-match': '*' },
    );

    expect([answer.status, answer.code]).toEqual([412, '0x80060892']);
    expect(client.sandbox.rows('msdyn_project')).toMatchObject([{ msdyn_subject: 'A' }]);
  });

  it('takes the cache header If-None-Match: null for what it is', async () => {
    const client = await openSandbox();
    await client.create('msdyn_projects', { msdyn_projectid: id });

    const answer = await client.call(
      'PATCH',
      `msdyn_projects(${id})`,
      { msdyn_subject: 'B' },
      { 'if-none-match': 'null' },
    );

    expect(answer.status).toBe(204);
  });

  it('refuses an update or delete of an older version with 412 0x80060882', async () => {
    const client = await openSandbox();
    const first = await client.call('POST', 'msdyn_projects', { msdyn_projectid: id }, representation);
    const old = { 'if-match': String(first.json['@odata.etag']) };
    const path = `msdyn_projects(${id})`;

    expect((await client.call('PATCH', path, { msdyn_subject: 'B' }, old)).status).toBe(204);
    const update = await client.call('PATCH', path, { msdyn_subject: 'C' }, old);
    const remove = await client.call('DELETE', path, undefined, old);

    expect([update.status, update.code, remove.status, remove.code]).toEqual([
      412,
      '0x80060882',
      412,
      '0x80060882',
    ]);
    expect(client.sandbox.rows('msdyn_project')).toMatchObject([{ msdyn_subject: 'B' }]);
  });

  it('upserts by alternate key and echoes that key in OData-EntityId', async () => {
    const client = await openSandbox();
    const address = "msdyn_projectvendorinvoicelines(msdyn_externalinvoiceline='5637144576')";

    const made = await client.call('PATCH', address, { msdyn_description: 'A' });
    await client.call('PATCH', address, { msdyn_description: 'B', msdyn_externalinvoiceline: 'another' });

    expect(made.headers.get('odata-entityid')).toBe(`${client.sandbox.url}/api/data/v9.2/${address}`);
    expect(client.sandbox.rows('msdyn_projectvendorinvoiceline')).toMatchObject([
      { msdyn_externalinvoiceline: '5637144576', msdyn_description: 'B' },
    ]);
  });

  it('lets the body win over the address when an upsert by alternate key makes a row', async () => {
    const client = await openSandbox();

    await client.call('PATCH', "msdyn_projectvendorinvoicelines(msdyn_externalinvoiceline='1')", {
      msdyn_externalinvoiceline: '2',
    });

    expect(client.sandbox.rows('msdyn_projectvendorinvoiceline')).toMatchObject([
      { msdyn_externalinvoiceline: '2' },
    ]);
  });

  it('refuses a second row with the same alternate key with 412 0x80060892, but not empty keys', async () => {
    const client = await openSandbox();
    await client.create('msdyn_projectvendorinvoicelines', { msdyn_externalinvoiceline: 'A1' });
    const second = await client.create('msdyn_projectvendorinvoicelines', {});
    await client.create('msdyn_projectvendorinvoicelines', {});

    const make = await client.call('POST', 'msdyn_projectvendorinvoicelines', {
      msdyn_externalinvoiceline: 'a1',
    });
    const change = await client.call('PATCH', `msdyn_projectvendorinvoicelines(${second})`, {
      msdyn_externalinvoiceline: 'A1',
    });

    expect([make.status, make.code, change.status, change.code]).toEqual([
      412,
      '0x80060892',
      412,
      '0x80060892',
    ]);
  });

  it('sets a look-up by bind in every form, and clears it by null', async () => {
    const client = await openSandbox();
    const company = await companyId(client, 'usmf');
    const project = await client.create('msdyn_projects', {});
    const path = `msdyn_projects(${project})`;
    const now = (): unknown => client.sandbox.rows('msdyn_project')[0]?.['msdyn_owningcompany'];

    for (const form of [
      `/cdm_companies(${company})`,
      `cdm_companies(${company})`,
      `${client.sandbox.url}/api/data/v9.2/cdm_companies(${company})`,
      "/cdm_companies(cdm_companycode='usmf')",
    ]) {
      await client.call('PATCH', path, { 'msdyn_OwningCompany@odata.bind': form });
      expect(now()).toBe(company);
      await client.call('PATCH', path, { 'msdyn_OwningCompany@odata.bind': null });
      expect(now()).toBeNull();
    }
    await client.call('PATCH', path, { 'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company})` });
    await client.call('PATCH', path, { msdyn_owningcompany: null });
    expect(now()).toBeNull();
    await client.call('PATCH', path, { 'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company})` });
    await client.call('DELETE', `${path}/msdyn_OwningCompany/$ref`);
    expect(now()).toBeNull();
  });

  it.each([
    ['an unknown column', { nosuchcolumn: 1 }, 400, '0x80048d19'],
    ['a look-up by its value property', { _msdyn_project_value: id }, 400, '0x80048d19'],
    [
      'a navigation property in the wrong case',
      { 'msdyn_project@odata.bind': `/msdyn_projects(${id})` },
      400,
      '0x80048d19',
    ],
    ['a bind to nothing', { 'msdyn_Project@odata.bind': `/msdyn_projects(${nowhere})` }, 404, '0x80040217'],
    [
      'a bind to a missing key',
      { 'msdyn_OwningCompany@odata.bind': "/cdm_companies(cdm_companycode='zz')" },
      404,
      '0x80060891',
    ],
    ['a bind to another table', { 'msdyn_Project@odata.bind': `/accounts(${id})` }, 400, '0x80048d19'],
    ['text for a number', { msdyn_quantity: '1.5' }, 400, '0x80048d19'],
    ['a number for text', { msdyn_description: 5 }, 400, '0x80048d19'],
    ['a fraction for a choice', { msdyn_billingtype: 1.5 }, 400, '0x80048d19'],
    ['an unknown option', { msdyn_billingtype: 7 }, 400, '0x8004431A'],
    ['text that is too long', { msdyn_description: 'x'.repeat(101) }, 400, '0x80044331'],
    ['a decimal out of range', { msdyn_quantity: 100000000001 }, 400, '0x80044330'],
    ['money out of range', { msdyn_amount: 922337203685478 }, 400, '0x80044330'],
    ['a day that is none', { msdyn_documentdate: '2026-02-30T00:00:00Z' }, 400, '0x80048d19'],
    ['a date before 1753', { msdyn_documentdate: '1752-12-31T00:00:00Z' }, 400, '0x80044330'],
    ['a column that the platform sets', { createdon: '2026-01-01T00:00:00Z' }, 400, '0x80040203'],
    ['a computed column', { msdyn_amount_base: 1 }, 400, '0x80040203'],
    ['null for a required column', { statecode: null }, 400, '0x80040203'],
    ['a status of another state', { statecode: 1, statuscode: 1 }, 400, '0x80048408'],
  ])('refuses %s', async (_what, body, status, code) => {
    const client = await openSandbox();

    const answer = await client.call('POST', 'msdyn_actuals', body);

    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(client.sandbox.rows('msdyn_actual')).toHaveLength(0);
  });

  it('refuses a body that is not a JSON object', async () => {
    const client = await openSandbox();

    for (const body of ['', '{', '[]', '"x"'])
      expect((await client.call('POST', 'msdyn_actuals', body)).status).toBe(400);
  });

  it('takes a date-only column as a date and nothing else', async () => {
    const client = await openSandbox();

    await client.create('contacts', { lastname: 'Low', birthdate: '2000-02-29' });
    const answer = await client.call('POST', 'contacts', {
      lastname: 'Low',
      birthdate: '2000-02-29T00:00:00Z',
    });

    expect(client.sandbox.rows('contact')).toMatchObject([{ birthdate: '2000-02-29' }]);
    expect(answer.status).toBe(400);
  });

  it('picks the status reason that goes with a new state', async () => {
    const client = await openSandbox();
    const project = await client.create('msdyn_projects', {});

    await client.call('PATCH', `msdyn_projects(${project})`, { statecode: 1 });

    expect(client.sandbox.rows('msdyn_project')).toMatchObject([{ statecode: 1, statuscode: 2 }]);
  });

  it('deletes a row once, then says that it is not there', async () => {
    const client = await openSandbox();
    const project = await client.create('msdyn_projects', {});

    const first = await client.call('DELETE', `msdyn_projects(${project})`);
    const second = await client.call('DELETE', `msdyn_projects(${project})`);

    expect([first.status, second.status, second.code]).toEqual([204, 404, '0x80040217']);
  });

  it('deletes children, empties other look-ups, and refuses while an actual refers to the row', async () => {
    const client = await openSandbox();
    const project = await client.create('msdyn_projects', {});
    const bind = `/msdyn_projects(${project})`;
    await client.create('msdyn_projecttasks', { 'msdyn_project@odata.bind': bind });
    await client.create('msdyn_expenses', { 'msdyn_Project@odata.bind': bind });
    const actual = await client.create('msdyn_actuals', { 'msdyn_Project@odata.bind': bind });

    const refused = await client.call('DELETE', `msdyn_projects(${project})`);
    expect([refused.status, refused.code]).toEqual([405, '0x80040227']);
    expect(client.sandbox.rows('msdyn_projecttask')).toHaveLength(1);

    await client.call('DELETE', `msdyn_actuals(${actual})`);
    await client.call('DELETE', `msdyn_projects(${project})`);
    expect(client.sandbox.rows('msdyn_projecttask')).toHaveLength(0);
    expect(client.sandbox.rows('msdyn_expense')).toMatchObject([{ msdyn_project: null }]);
  });

  it('notes who wrote a row', async () => {
    const client = await openSandbox();
    const project = await client.create('msdyn_projects', {}, { 'x-sandbox-user': 'June Low' });
    await client.call('PATCH', `msdyn_projects(${project})`, { msdyn_subject: 'x' });

    const names = new Map(
      client.sandbox.rows('systemuser').map((user) => [user['systemuserid'], user['fullname']]),
    );
    const [row] = client.sandbox.rows('msdyn_project');
    expect([names.get(row?.['createdby']), names.get(row?.['modifiedby'])]).toEqual([
      'June Low',
      'application user',
    ]);
  });
});
