import { actualLike } from './expense-to-voucher.ts';
import type { Stage } from './stage.ts';
import { voucherReturns } from './voucher-returns.ts';
import { postStaged } from './post-staged.ts';

/** A vendor invoice is posted in Finance and reaches Dataverse as a whole before it is confirmed there. */
export async function vendorInvoice(stage: Stage): Promise<void> {
  const { alicia } = stage;
  stage.tell('Alicia posts vendor invoice VI-77 with two lines; VI-78 stays pending');
  const line = {
    project: 'P-1001',
    task: 'A-000001',
    category: 'TCN-0000001002-D3B43',
    categoryType: 'Item',
    product: 'P-0001',
    unit: 'ea',
    date: '2026-10-27',
    billingType: 'Chargeable',
  };
  await alicia.act('create-vendor-invoice', {
    company: 'usmf',
    vendor: 'V-1001',
    number: 'VI-77',
    date: '2026-10-27',
    currency: 'USD',
    description: 'Cable sets',
    lines: [
      { ...line, id: 'PT-000077-1', quantity: '3', price: '19.99', text: 'Cable sets, first lot' },
      { ...line, id: 'PT-000077-2', quantity: '2', price: '19.99', text: 'Cable sets, second lot' },
    ],
  });
  await alicia.act('create-vendor-invoice', {
    company: 'usmf',
    vendor: 'V-1001',
    number: 'VI-78',
    date: '2026-10-27',
    currency: 'USD',
    description: 'Pending',
    lines: [{ ...line, id: 'PT-000078-1', quantity: '1', price: '5', text: 'Pending line' }],
  });
  await alicia.act('post-vendor-invoice', { company: 'usmf', vendor: 'V-1001', number: 'VI-77' });
  for (const [id, quantity] of [
    ['PT-000077-1', '3'],
    ['PT-000077-2', '2'],
  ] as const)
    await stage.lands('Alicia', `line ${id} of the vendor invoice`, {
      system: 'Dataverse',
      table: 'msdyn_projectvendorinvoiceline',
      key: { msdyn_externalinvoiceline: id },
      values: { msdyn_quantity: quantity, msdyn_price: '19.99' },
    });
  await stage.lands('Alicia', 'vendor invoice, completed after its lines', {
    system: 'Dataverse',
    table: 'msdyn_projectvendorinvoice',
    key: { msdyn_vendorinvoicenumber: 'VI-77' },
    values: { msdyn_invoicedate: '2026-10-27', msdyn_enableautomaticconfirmation: 'true' },
  });
  for (const quantity of ['3', '2']) {
    const actual = await actualLike(stage, {
      msdyn_transactionclassification: '192350002',
      msdyn_quantity: quantity,
    });
    await stage.lands('Dataverse', 'material actual of the confirmed invoice', {
      system: 'Finance',
      table: 'ProjActualsImports',
      key: { dataAreaId: 'usmf', ActualId: actual },
      values: {
        TransactionType: 'Cost',
        TransactionClassification: '192350002',
        Quantity: quantity,
        UnitPrice: '19.99',
      },
    });
  }
  await postStaged(alicia);
  const first = await actualLike(stage, {
    msdyn_transactionclassification: '192350002',
    msdyn_quantity: '3',
  });
  await voucherReturns(stage, 'Alicia', 'voucher of the vendor invoice line', first, '59.97');
}
