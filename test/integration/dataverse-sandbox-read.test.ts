import { describe, expect, it } from 'vitest';
import { companyId, openSandbox, type Answer, type Client } from './dataverse-sandbox-client.ts';

const nowhere = '11111111-1111-4111-8111-111111111111';

async function withProjects(): Promise<{ client: Client; company: string; ids: string[] }> {
  const client = await openSandbox();
  const company = await companyId(client, 'usmf');
  const ids: string[] = [];
  for (const number of ['P-1', 'P-2', 'P-3'])
    ids.push(
      await client.create('msdyn_projects', {
        msdyn_projectnumber: number,
        msdyn_subject: `Project ${number}`,
        'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company})`,
      }),
    );
  return { client, company, ids };
}

describe('reading the Dataverse sandbox', () => {
  it('prints the selected columns, the key and the ETag of a row', async () => {
    const { client, ids } = await withProjects();

    const { json, status } = await client.call(
      'GET',
      `msdyn_projects(${ids[0]})?$select=msdyn_subject,statecode,_msdyn_salesorderid_value`,
    );

    expect(status).toBe(200);
    expect(Object.keys(json).sort()).toEqual([
      '@odata.context',
      '@odata.etag',
      '_msdyn_salesorderid_value',
      'msdyn_projectid',
      'msdyn_subject',
      'statecode',
    ]);
    expect(json).toMatchObject({
      msdyn_subject: 'Project P-1',
      statecode: 0,
      _msdyn_salesorderid_value: null,
    });
    expect(json['@odata.etag']).toMatch(/^W\/"\d+"$/);
  });

  it('follows nested look-ups by their navigation properties and prints null where one is empty', async () => {
    const { client, ids } = await withProjects();
    const task = await client.create('msdyn_projecttasks', {
      msdyn_subject: 'Install',
      'msdyn_project@odata.bind': `/msdyn_projects(${ids[0]})`,
    });

    const { json } = await client.call(
      'GET',
      `msdyn_projecttasks(${task})?$select=msdyn_subject&$expand=msdyn_project($select=msdyn_projectnumber;$expand=msdyn_OwningCompany($select=cdm_companycode)),msdyn_parenttask($select=msdyn_subject)`,
    );

    expect(json).toMatchObject({
      msdyn_project: { msdyn_projectnumber: 'P-1', msdyn_OwningCompany: { cdm_companycode: 'usmf' } },
      msdyn_parenttask: null,
    });
  });

  it('follows a polymorphic look-up only through the navigation property of the right table', async () => {
    const client = await openSandbox();
    const [account] = await client.find("accounts?$filter=accountnumber eq 'US-001'");
    const order = await client.create('salesorders', {
      name: 'C',
      'customerid_account@odata.bind': `accounts(${String(account?.['accountid'])})`,
    });

    const { json } = await client.call(
      'GET',
      `salesorders(${order})?$select=name&$expand=customerid_account($select=accountnumber),customerid_contact($select=fullname)`,
    );

    expect(json).toMatchObject({ customerid_account: { accountnumber: 'US-001' }, customerid_contact: null });
  });

  it.each([
    ["msdyn_projectnumber eq 'p-1'", ['P-1']],
    ["msdyn_projectnumber ne 'P-1'", ['P-2', 'P-3']],
    ["msdyn_projectnumber gt 'P-1' and msdyn_projectnumber lt 'P-3'", ['P-2']],
    ["msdyn_projectnumber ge 'P-2' and not (msdyn_projectnumber le 'P-2')", ['P-3']],
    ["msdyn_projectnumber eq 'P-1' or msdyn_subject eq 'Project P-3'", ['P-1', 'P-3']],
    ['_msdyn_owningcompany_value ne null and statecode eq 0', ['P-1', 'P-2', 'P-3']],
    ['_msdyn_salesorderid_value ne null', []],
    ["msdyn_OwningCompany/cdm_companycode eq 'usmf' and contains(msdyn_subject,'P-2')", ['P-2']],
    [
      "Microsoft.Dynamics.CRM.In(PropertyName='msdyn_projectnumber',PropertyValues=['P-3','P-1'])",
      ['P-1', 'P-3'],
    ],
    ['createdon ge 2020-01-01T00:00:00Z and createdon lt 2020-01-02', []],
    [`msdyn_projectid eq ${nowhere}`, []],
  ])('filters by %s', async (filter, expected) => {
    const { client } = await withProjects();

    const rows = await client.find(
      `msdyn_projects?$select=msdyn_projectnumber&$orderby=msdyn_projectnumber&$filter=${encodeURIComponent(filter)}`,
    );

    expect(rows.map((row) => row['msdyn_projectnumber'])).toEqual(expected);
  });

  it('finds many rows by id with the In function and leaves out those that are not there', async () => {
    const { client, ids } = await withProjects();

    const rows = await client.find(
      `msdyn_projects?$select=msdyn_projectnumber&$filter=Microsoft.Dynamics.CRM.In(PropertyName='msdyn_projectid',PropertyValues=['${ids[2] ?? ''}','${nowhere}','${ids[0] ?? ''}'])`,
    );

    expect(rows.map((row) => row['msdyn_projectnumber']).sort()).toEqual(['P-1', 'P-3']);
  });

  it('compares decimals by value, beyond what a JavaScript number holds', async () => {
    const client = await openSandbox();
    await client.call(
      'POST',
      'msdyn_actuals',
      '{"msdyn_description":"a","msdyn_quantity":99999999999.9999999998}',
    );
    await client.call(
      'POST',
      'msdyn_actuals',
      '{"msdyn_description":"b","msdyn_quantity":99999999999.9999999999}',
    );

    const rows = await client.find('msdyn_actuals?$filter=msdyn_quantity gt 99999999999.9999999998');

    expect(rows.map((row) => row['msdyn_description'])).toEqual(['b']);
  });

  it('gives all rows page by page along nextLink, also when rows go meanwhile', async () => {
    const { client, ids } = await withProjects();
    const page = { prefer: 'odata.maxpagesize=1' };
    const seen: unknown[] = [];
    let path =
      'msdyn_projects?$select=msdyn_projectnumber&$orderby=msdyn_projectnumber desc&$count=true&$top=1';
    for (let round = 0; path !== ''; round++) {
      const { json } = await client.call('GET', path, undefined, page);
      seen.push(...(json['value'] as Record<string, unknown>[]).map((row) => row['msdyn_projectnumber']));
      if (round === 0) {
        expect(json['@odata.count']).toBe(3);
        await client.call('DELETE', `msdyn_projects(${ids[2]})`);
      }
      const next = json['@odata.nextLink'];
      path = typeof next === 'string' ? next.slice(`${client.sandbox.url}/api/data/v9.2/`.length) : '';
    }

    expect(seen).toEqual(['P-3', 'P-2', 'P-1']);
  });

  it('honours $top without a page size and counts with /$count', async () => {
    const { client } = await withProjects();

    expect(await client.find('msdyn_projects?$top=2')).toHaveLength(2);
    expect(
      (await client.call('GET', "msdyn_projects/$count?$filter=msdyn_projectnumber ne 'P-1'")).text,
    ).toBe('2');
  });

  it('answers 304 to the current ETag, and 200 to another one or when a row is expanded', async () => {
    const { client, ids } = await withProjects();
    const path = `msdyn_projects(${ids[0]})`;
    const etag = (await client.call('GET', path)).headers.get('etag') ?? '';

    const same = await client.call('GET', path, undefined, { 'if-none-match': etag });
    const expanded = await client.call('GET', `${path}?$expand=msdyn_OwningCompany`, undefined, {
      'if-none-match': etag,
    });
    await client.call('PATCH', path, { msdyn_subject: 'x' });
    const changed = await client.call('GET', path, undefined, { 'if-none-match': etag });

    expect([same.status, expanded.status, changed.status]).toEqual([304, 200, 200]);
  });

  it('refuses an address of more than 32,768 characters', async () => {
    const client = await openSandbox();
    const ask = (length: number): Promise<Answer> =>
      client.call('GET', `accounts?x=${'x'.repeat(length - 11)}`);

    expect((await ask(32_768)).status).toBe(200);
    expect((await ask(32_770)).status).toBe(414);
  });

  it('finds a row by an alternate key of text and look-up, whatever its case', async () => {
    const client = await openSandbox();
    const company = await companyId(client, 'usmf');

    const found = await client.call(
      'GET',
      `accounts(accountnumber='us-001',_msdyn_company_value=${company})`,
    );
    const missing = await client.call(
      'GET',
      `accounts(accountnumber='US-009',_msdyn_company_value=${company})`,
    );

    expect(found.json['name']).toBe('Contoso Retail San Diego');
    expect([missing.status, missing.code]).toEqual([404, '0x80060891']);
  });

  it.each([
    [`accounts(accountnumber='US-001')`, 400, '0x80060890'],
    [`accounts(name='x')`, 400, '0x80060890'],
    [`msdyn_projectvendorinvoicelines(msdyn_externalinvoiceline='A%2F1')`, 400, '0x80060888'],
    [`msdyn_projectvendorinvoicelines(msdyn_externalinvoiceline='A%2B1')`, 400, '0x80060888'],
    [`msdyn_projectvendorinvoicelines(msdyn_externalinvoiceline='10:30')`, 400, '0x80060888'],
    [`msdyn_projectvendorinvoicelines(msdyn_externalinvoiceline='it''s')`, 404, '0x80060891'],
    ['accounts(not-a-guid)', 400, '0x80060888'],
    [`accounts(${nowhere})`, 404, '0x80040217'],
    ['nosuchset', 404, '0x8006088a'],
    ['accounts?$select=nosuchcolumn', 400, '0x80060888'],
    ['accounts?$select=msdyn_company', 400, '0x80060888'],
    ['msdyn_projects?$expand=msdyn_owningcompany', 400, '0x80060888'],
    ['msdyn_projects?$expand=msdyn_OwningCompany($select=nosuchcolumn)', 400, '0x80060888'],
    ["accounts?$filter=nosuchcolumn eq 'x'", 400, '0x80060888'],
    ['accounts?$filter=accountnumber eq 5', 400, '0x80060888'],
    ["accounts?$filter=statecode eq 'Active'", 400, '0x80060888'],
    ["accounts?$filter=accountid eq 'x'", 400, '0x80060888'],
    ["accounts?$filter=(name eq 'x'", 400, '0x80060888'],
    ["accounts?$filter=name in ('x')", 400, '0x80060888'],
    ['accounts?$orderby=nosuchcolumn', 400, '0x80060888'],
    ['accounts?$skip=5', 400, '0x80060888'],
    ['accounts?$search=x', 400, '0x80060888'],
  ])('refuses GET %s with %i %s', async (path, status, code) => {
    const client = await openSandbox();

    const answer = await client.call('GET', path.replaceAll(' ', '%20'));

    expect([answer.status, answer.code]).toEqual([status, code]);
  });
});

describe('metadata of the Dataverse sandbox', () => {
  it('tells look-ups with the exact casing of their navigation properties', async () => {
    const client = await openSandbox();

    const rows = await client.find(
      "EntityDefinitions(LogicalName='msdyn_expensecategory')/ManyToOneRelationships?$select=ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName",
    );

    expect(rows).toContainEqual(
      expect.objectContaining({
        ReferencingAttribute: 'msdyn_expensecategoryuid',
        ReferencedEntity: 'msdyn_transactioncategory',
        ReferencingEntityNavigationPropertyName: 'msdyn_ExpenseCategoryuId',
      }),
    );
  });

  it('tells columns with their types, and that a column is not there', async () => {
    const client = await openSandbox();

    const rows = await client.find(
      "EntityDefinitions(LogicalName='msdyn_actual')/Attributes?$select=LogicalName,AttributeType",
    );
    const missing = await client.call(
      'GET',
      "EntityDefinitions(LogicalName='msdyn_actual')/Attributes(LogicalName='nosuchcolumn')",
    );

    const types = new Map(rows.map((row) => [row['LogicalName'], row['AttributeType']]));
    const expected = {
      msdyn_amount: 'Money',
      msdyn_amount_base: 'Money',
      msdyn_quantity: 'Decimal',
      msdyn_project: 'Lookup',
      msdyn_transactiondate: 'DateTime',
      statecode: 'State',
      ownerid: 'Owner',
      versionnumber: 'BigInt',
      posync_vouchernumber: 'String',
    };
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, types.get(name)]))).toEqual(
      expected,
    );
    expect(missing.status).toBe(404);
  });

  it('tells the behaviour of dates and the labels of choices by a cast', async () => {
    const client = await openSandbox();
    const base = "EntityDefinitions(LogicalName='msdyn_actual')/Attributes";

    const dates = await client.find(
      `${base}/Microsoft.Dynamics.CRM.DateTimeAttributeMetadata?$select=LogicalName,DateTimeBehavior`,
    );
    const choice = await client.call(
      'GET',
      `${base}(LogicalName='msdyn_transactiontypecode')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet`,
    );

    expect(dates).toContainEqual(
      expect.objectContaining({
        LogicalName: 'msdyn_transactiondate',
        DateTimeBehavior: { Value: 'TimeZoneIndependent' },
      }),
    );
    expect(choice.text).toContain('"Value":192350006');
    expect(choice.text).toContain('"Label":"Billed Sales"');
  });

  it('tells alternate keys and that their index is active', async () => {
    const client = await openSandbox();

    const rows = await client.find(
      "EntityDefinitions(LogicalName='account')/Keys?$select=KeyAttributes,EntityKeyIndexStatus",
    );
    const { json } = await client.call(
      'GET',
      "EntityDefinitions(LogicalName='account')?$select=EntitySetName,PrimaryIdAttribute&$expand=Keys($select=KeyAttributes)",
    );

    expect(rows[0]).toMatchObject({
      KeyAttributes: ['accountnumber', 'msdyn_company'],
      EntityKeyIndexStatus: 'Active',
    });
    expect(json).toMatchObject({ EntitySetName: 'accounts', PrimaryIdAttribute: 'accountid' });
    expect(json['Keys']).toHaveLength(1);
  });

  it('writes a CSDL with navigation properties and the columns behind them', async () => {
    const client = await openSandbox();

    const { text, headers } = await client.call('GET', '$metadata');

    expect(headers.get('content-type')).toContain('application/xml');
    expect(text).toContain(
      '<NavigationProperty Name="customerid_account" Type="mscrm.account"><ReferentialConstraint Property="_customerid_value" ReferencedProperty="accountid" /></NavigationProperty>',
    );
  });

  it('says who calls and which organization it is', async () => {
    const client = await openSandbox({ organizationId: '22222222-2222-4222-8222-222222222222' });

    const who = await client.call('GET', 'WhoAmI', undefined, { 'x-sandbox-user': 'June Low' });
    const { json } = await client.call('GET', "RetrieveCurrentOrganization(AccessType='Default')");

    expect(who.json['OrganizationId']).toBe('22222222-2222-4222-8222-222222222222');
    const user = await client.call('GET', `systemusers(${String(who.json['UserId'])})?$select=fullname`);
    expect(user.json['fullname']).toBe('June Low');
    expect(json['Detail']).toMatchObject({ OrganizationId: '22222222-2222-4222-8222-222222222222' });
  });
});
