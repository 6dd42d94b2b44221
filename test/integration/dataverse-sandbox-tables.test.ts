import { describe, expect, it } from 'vitest';
import { companyId, openSandbox } from './dataverse-sandbox-client.ts';

describe('subcontracts in the Dataverse sandbox', () => {
  it('hold vendor, project and lines, and take their lines with them when they are deleted', async () => {
    const client = await openSandbox();
    const [vendor] = await client.find("accounts?$filter=accountnumber eq 'V-1001'");
    const subcontract = await client.create('msdyn_subcontracts', {
      msdyn_subcontractnumber: 'SC-1',
      msdyn_subcontractdate: '2026-10-25',
      'msdyn_Vendor@odata.bind': `/accounts(${String(vendor?.['accountid'])})`,
      'msdyn_OwningCompany@odata.bind': `/cdm_companies(${await companyId(client, 'usmf')})`,
    });
    await client.create('msdyn_subcontractlines', {
      msdyn_linetype: 192350000,
      msdyn_quantity: 12.5,
      msdyn_price: 80,
      msdyn_deliverydate: '2026-11-01',
      'msdyn_Subcontract@odata.bind': `/msdyn_subcontracts(${subcontract})`,
    });

    const [line] = await client.find(
      'msdyn_subcontractlines?$expand=msdyn_Subcontract($select=msdyn_subcontractnumber;$expand=msdyn_Vendor($select=accountnumber))',
    );
    expect(line).toMatchObject({
      msdyn_deliverydate: '2026-11-01',
      msdyn_quantity: 12.5,
      msdyn_Subcontract: { msdyn_subcontractnumber: 'SC-1', msdyn_Vendor: { accountnumber: 'V-1001' } },
    });

    await client.call('DELETE', `msdyn_subcontracts(${subcontract})`);
    expect(client.sandbox.rows('msdyn_subcontractline')).toHaveLength(0);
  });

  it('begin as drafts, and are closed or cancelled only together with their state', async () => {
    const client = await openSandbox();
    const path = `msdyn_subcontracts(${await client.create('msdyn_subcontracts', {})})`;
    const status = (): unknown => client.sandbox.rows('msdyn_subcontract')[0]?.['statuscode'];
    expect(status()).toBe(1);

    expect((await client.call('PATCH', path, { statuscode: 192350001 })).status).toBe(400);
    await client.call('PATCH', path, { statecode: 1, statuscode: 192350001 });
    expect(status()).toBe(192350001);
    await client.call('PATCH', path, { statecode: 0 });
    await client.call('PATCH', path, { statecode: 1 });

    expect(status()).toBe(2);
  });
});

describe('reference data of the Dataverse sandbox', () => {
  it('links each bookable resource to its worker', async () => {
    const client = await openSandbox();

    const resources = await client.find(
      'bookableresources?$select=name&$expand=msdyn_worker($select=cdm_workernumber,cdm_lastname)&$orderby=name',
    );

    expect(resources).toMatchObject([
      { name: 'June Low', msdyn_worker: { cdm_workernumber: '000020', cdm_lastname: 'Low' } },
      { name: 'Prakash Kovvuru', msdyn_worker: { cdm_workernumber: '000021', cdm_lastname: 'Kovvuru' } },
    ]);
  });

  it('has a vendor that stands for the French company in the books of the American one', async () => {
    const client = await openSandbox();

    const vendor = await client.call(
      'GET',
      `accounts(accountnumber='V-FRRT',_msdyn_company_value=${await companyId(client, 'usmf')})`,
    );

    expect(vendor.json).toMatchObject({ name: 'Contoso France (intercompany)', customertypecode: 11 });
  });
});

describe('deletes in the Dataverse sandbox', () => {
  it('take tasks, estimates and assignments with their project, also when they point at one another', async () => {
    const client = await openSandbox();
    const project = await client.create('msdyn_projects', {});
    const bind = `/msdyn_projects(${project})`;
    const parent = await client.create('msdyn_projecttasks', { 'msdyn_project@odata.bind': bind });
    const child = await client.create('msdyn_projecttasks', {
      'msdyn_project@odata.bind': bind,
      'msdyn_parenttask@odata.bind': `/msdyn_projecttasks(${parent})`,
    });
    const cost = await client.create('msdyn_estimatelines', { 'msdyn_Project@odata.bind': bind });
    await client.create('msdyn_estimatelines', {
      'msdyn_Project@odata.bind': bind,
      'msdyn_Task@odata.bind': `/msdyn_projecttasks(${child})`,
      'msdyn_OriginEstimateLine@odata.bind': `/msdyn_estimatelines(${cost})`,
    });
    await client.create('msdyn_resourceassignments', {
      'msdyn_projectid@odata.bind': bind,
      'msdyn_taskid@odata.bind': `/msdyn_projecttasks(${child})`,
    });

    expect((await client.call('DELETE', bind.slice(1))).status).toBe(204);

    const left = ['msdyn_project', 'msdyn_projecttask', 'msdyn_estimateline', 'msdyn_resourceassignment'];
    expect(left.map((table) => client.sandbox.rows(table).length)).toEqual([0, 0, 0, 0]);
  });

  it('leave the milestones of a contract line, which name it by text, and take them with the contract', async () => {
    const client = await openSandbox();
    const contract = await client.create('salesorders', { name: 'C' });
    const line = await client.create('salesorderdetails', {
      'salesorderid@odata.bind': `/salesorders(${contract})`,
    });
    await client.create('msdyn_contractlinescheduleofvalues', {
      msdyn_contractlineid: line,
      'msdyn_Contract@odata.bind': `/salesorders(${contract})`,
    });

    await client.call('DELETE', `salesorderdetails(${line})`);
    expect(client.sandbox.rows('msdyn_contractlinescheduleofvalue')).toHaveLength(1);
    await client.call('DELETE', `salesorders(${contract})`);
    expect(client.sandbox.rows('msdyn_contractlinescheduleofvalue')).toHaveLength(0);
  });
});

describe("dual-write's own tables in the Dataverse sandbox", () => {
  it('keep every saved version of a map, and which one runs, as JSON text', async () => {
    const client = await openSandbox();
    const name = 'contoso_[msdyn_projects - Projects V2]';
    for (const msdyn_version of ['1.0.0.3', '9.9.9.9'])
      await client.create('msdyn_dualwriteentitymaps', {
        msdyn_name: name,
        msdyn_displayname: 'msdyn_projects - Projects V2',
        msdyn_version,
        msdyn_mapping: JSON.stringify({ name: '[Projects V2] - [msdyn_projects]', legs: [] }),
      });
    await client.create('msdyn_dualwriteruntimeconfigs', {
      msdyn_unsecure: JSON.stringify({ EntityMapVersion: { Major: 1, Minor: 0, Build: 0, Revision: 3 } }),
    });

    const saved = await client.find(
      'msdyn_dualwriteentitymaps?$select=msdyn_name,msdyn_version,msdyn_mapping,createdon&$orderby=msdyn_version',
    );
    const running = await client.find('msdyn_dualwriteruntimeconfigs?$filter=statecode eq 0');

    expect(saved).toMatchObject([
      { msdyn_name: name, msdyn_version: '1.0.0.3' },
      { msdyn_name: name, msdyn_version: '9.9.9.9' },
    ]);
    expect(JSON.parse(String(saved[0]?.['msdyn_mapping']))).toMatchObject({ legs: [] });
    expect(running).toHaveLength(1);
  });
});
