import { afterEach, beforeEach, expect, test } from 'vitest';
import { financeCalls, type Calls } from './fixtures/finance-sandbox-calls.ts';

let calls: Calls;
beforeEach(async () => {
  calls = await financeCalls();
  await calls.plant('ProjectsV2', [
    { dataAreaId: 'usmf', ProjectId: 'P-1', ProjectName: 'P', ProjectStage: 'InProcess' },
  ]);
});
afterEach(() => calls.sandbox.stop());

const invoice = { company: 'usmf', vendor: 'V-1001', number: 'VI-1', date: '2026-10-27', currency: 'USD' };
const enter = (more: object = {}) =>
  calls.act('create-vendor-invoice', {
    ...invoice,
    lines: [{ project: 'P-1', quantity: '2', price: '10', unit: 'ea' }],
    ...more,
  });
const post = (more: object = {}) => calls.act('post-vendor-invoice', { ...invoice, ...more });
const configure = (parameters: object) =>
  calls.act('set-vendor-invoice-parameters', { company: 'usmf', ...parameters });
const status = (ProjVendInvoiceStatus: string, number = 'VI-1') =>
  calls.call(
    'PATCH',
    `/data/VendInvoiceExportsV2(dataAreaId='usmf',InvoiceAccount='V-1001',VendorInvoiceNum='${number}')`,
    { ProjVendInvoiceStatus },
  );
const holds = () =>
  calls.sandbox.tables('PaymentHolds').map((row) => [row['VendorInvoiceNum'], row['PaymentHold']]);
const header = (number: string) =>
  calls.sandbox.rows('VendInvoiceExportsV2').find((row) => row['VendorInvoiceNum'] === number);

test('where payments are blocked, a posted invoice is held until its status comes back as Confirmed', async () => {
  await configure({ paymentHold: true });
  await enter();
  expect(holds()).toEqual([]);
  await post();
  expect(holds()).toEqual([['VI-1', 'Yes']]);
  await status('InReview');
  expect(holds()).toEqual([['VI-1', 'Yes']]);
  expect((await status('Confirmed')).status).toBe(204);
  expect(holds()).toEqual([['VI-1', 'No']]);
});

test('payments are not held where nothing asks for it, nor for an invoice that was refused', async () => {
  await enter();
  await post();
  await configure({ paymentHold: true });
  await enter({ number: 'VI-2' });
  await calls.act('set-period', { company: 'usmf', from: '2026-10-01', to: '2026-10-31', open: false });
  expect((await post({ number: 'VI-2' })).text).toMatch(/^No open fiscal period/);
  expect(holds()).toEqual([]);
  expect(header('VI-2')?.['TableRefId']).not.toBe('');
});

test('manual verification marks new invoices as drafts that do not confirm themselves', async () => {
  await enter();
  await configure({ manualVerification: true });
  await enter({ number: 'VI-2' });
  expect(header('VI-1')).toMatchObject({ SubcontractInvoice: 'No', ProjVendInvoiceStatus: 'None' });
  expect(header('VI-2')).toMatchObject({ SubcontractInvoice: 'Yes', ProjVendInvoiceStatus: 'Draft' });
});

test('a parameter that is not named stays as it was', async () => {
  await configure({ manualVerification: true });
  expect((await configure({ paymentHold: true })).text).toBe(
    '{"paymentHold":true,"manualVerification":true}',
  );
  expect((await configure({ manualVerification: false })).text).toContain('"paymentHold":true');
});

test('an intercompany vendor invoice is exported like any other and known to Finance alone', async () => {
  const made = { vendor: 'V-FRRT', number: 'FR-CIV-1', intercompany: true };
  expect((await enter(made)).text).toMatch(/^Intercompany relationship has to be set up/);
  await calls.act('set-intercompany', { lending: 'frrt', borrowing: 'usmf', vendor: 'V-FRRT' });
  expect((await enter({ ...made, vendor: 'V-1001' })).status).toBe(409);
  expect((await enter(made)).status).toBe(200);
  await post({ vendor: 'V-FRRT', number: 'FR-CIV-1' });
  expect(header('FR-CIV-1')).toMatchObject({ InvoiceAccount: 'V-FRRT', TableRefId: '' });
  expect(calls.sandbox.rows('ProjVendInvoiceLinesExportEntity')).toMatchObject([
    { InvoiceAccount: 'V-FRRT', DAreaId: 'usmf', ProjItemTransExists: '1' },
  ]);
  await enter();
  expect(calls.sandbox.tables('IntercompanyVendorInvoices')).toEqual([
    {
      dataAreaId: 'usmf',
      InvoiceAccount: 'V-FRRT',
      VendorInvoiceNum: 'FR-CIV-1',
      LendingCompany: 'frrt',
    },
  ]);
});
