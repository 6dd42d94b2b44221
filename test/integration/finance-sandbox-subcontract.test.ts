import { afterEach, beforeEach, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeEach(async () => {
  calls = await financeCalls();
  await calls.plant('ProjectsV2', [{ dataAreaId: 'usmf', ProjectId: 'P-1', ProjectName: 'P' }]);
});
afterEach(() => calls.sandbox.stop());

const order = (number: string, more: object = {}) =>
  calls.call('POST', '/data/SubContractPurchaseOrderHeaders', {
    ProjSubContractNumber: number,
    SubConName: 'Cabling',
    OrderAccount: 'V-1001',
    ProjId: 'P-1',
    ...more,
  });
const at = (number: string) =>
  `/data/SubContractPurchaseOrderHeaders(dataAreaId='usmf',ProjSubContractNumber='${number}')`;
const line = (number: string, more: object = {}) =>
  calls.call('POST', '/data/ProjSubContractPurchaseOrderLines', {
    ProjSubContractLineNumber: number,
    SubcontractNumber: 'S-1',
    SubConTransClass: 'Material',
    ItemId: 'P-0001',
    PurchQty: 3,
    PurchUnit: 'ea',
    PurchPrice: 19.99,
    ProjId: 'P-1',
    ...more,
  });
const header = (number: string) =>
  calls.sandbox
    .rows('SubContractPurchaseOrderHeaders')
    .find((row) => row['ProjSubContractNumber'] === number);
const orderOf = (number: string) =>
  calls.sandbox
    .rows('ProjSubContractPurchaseOrderLines')
    .filter((row) => row['ProjSubContractLineNumber'] === number)
    .map((row) => [row['PurchId'], row['PurchStatus']]);

test('a confirmed subcontract gets a purchase order of its own number, which its lines carry', async () => {
  await order('S-1');
  await line('SL-1');
  expect(header('S-1')).toMatchObject({ PurchaseOrderNumber: '', PurchStatus: 'None' });
  await calls.call('PATCH', at('S-1'), { SubConStatus: 'Confirmed' });
  expect(header('S-1')).toMatchObject({ PurchaseOrderNumber: 'USMF-PO-000001', PurchStatus: 'Backorder' });
  await line('SL-2');
  expect([orderOf('SL-1'), orderOf('SL-2')]).toEqual([
    [['USMF-PO-000001', 'Backorder']],
    [['USMF-PO-000001', 'Backorder']],
  ]);
});

test('a further write keeps the number, and canceling the subcontract cancels the order', async () => {
  const created = await order('S-1', { SubConStatus: 'Confirmed' });
  expect(created.json).toMatchObject({ PurchaseOrderNumber: 'USMF-PO-000001' });
  await line('SL-1');
  await calls.call('PATCH', at('S-1'), { SubConName: 'Cabling, east', SubConStatus: 'Confirmed' });
  expect(header('S-1')).toMatchObject({ PurchaseOrderNumber: 'USMF-PO-000001', PurchStatus: 'Backorder' });
  await calls.call('PATCH', at('S-1'), { SubConStatus: 'Canceled' });
  expect(orderOf('SL-1')).toEqual([['USMF-PO-000001', 'Canceled']]);
  expect((await order('S-2', { SubConStatus: 'Confirmed' })).json).toMatchObject({
    PurchaseOrderNumber: 'USMF-PO-000002',
  });
});

test('a subcontract needs a vendor of its company, with a language, and an existing project', async () => {
  expect((await order('S-1', { OrderAccount: '' })).reason).toContain('must be filled in');
  expect((await order('S-1', { OrderAccount: 'V-3001' })).reason).toContain("'Vendors'");
  expect((await order('S-1', { OrderAccount: 'V-1002' })).reason).toContain(
    "Field 'Language' must be filled in.",
  );
  expect((await order('S-1', { ProjId: 'P-404' })).reason).toContain("'Projects'");
  await calls.call('PATCH', "/data/VendorsV2(dataAreaId='usmf',VendorAccountNumber='V-1002')", {
    LanguageId: 'en-us',
  });
  expect((await order('S-1', { OrderAccount: 'V-1002' })).status).toBe(201);
});

test('a line needs its header, and role, category, item and unit that exist', async () => {
  expect((await line('SL-1')).reason).toContain("'Project subcontract purchase order header'");
  await order('S-1');
  expect((await line('SL-1', { SubConRoleID: 'RC-404' })).reason).toContain('RC-404');
  expect((await line('SL-1', { SubConTransCategory: 'TCN-404' })).reason).toContain('TCN-404');
  expect((await line('SL-1', { ItemId: 'P-404' })).reason).toContain("'Released products'");
  expect((await line('SL-1', { PurchUnit: 'parsec' })).reason).toContain("'Units'");
  expect((await line('SL-1', { SubcontractNumber: '' })).reason).toContain('must be filled in');
  expect((await line('SL-1', { SubConRoleID: 'RC-0001' })).status).toBe(201);
});

test('what Finance assigns is not for clients to write', async () => {
  expect((await order('S-1', { PurchaseOrderNumber: 'PO-9' })).reason).toContain('does not allow editing');
  await order('S-1');
  expect((await calls.call('PATCH', at('S-1'), { PurchStatus: 'Invoiced' })).status).toBe(400);
  expect((await line('SL-1', { PurchId: 'PO-9' })).status).toBe(400);
  expect((await line('SL-1', { ProcurementCategory: 1 })).status).toBe(400);
});
