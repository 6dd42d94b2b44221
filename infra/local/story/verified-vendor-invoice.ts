import { actualLike } from './expense-to-voucher.ts';
import { financeMade } from './finance-made.ts';
import type { Stage } from './stage.ts';
import { voucherReturns } from './voucher-returns.ts';
import { postStaged } from './post-staged.ts';

const confirmed = 192350001;

/**
 * An invoice that June must verify: it stays a draft, its payment is held, her confirmation goes back to Finance and makes
 * the costs that are then posted there.
 */
export async function verifiedVendorInvoice(stage: Stage): Promise<void> {
  const { june, alicia } = stage;
  stage.tell(
    'Alicia posts vendor invoice VI-79, which June must verify; VI-80 comes from an intercompany invoice',
  );
  await alicia.act('set-vendor-invoice-parameters', {
    company: 'usmf',
    manualVerification: true,
    paymentHold: true,
  });
  const invoice = (vendor: string, number: string) => ({
    company: 'usmf',
    vendor,
    number,
    date: '2026-10-28',
    currency: 'USD',
    lines: [
      {
        id: `PT-${number}`,
        project: 'P-1001',
        task: 'A-000001',
        category: 'TCN-0000001002-D3B43',
        product: 'P-0001',
        unit: 'ea',
        quantity: '4',
        price: '25',
        text: `Line of ${number}`,
      },
    ],
  });
  for (const [vendor, number] of [
    ['V-1001', 'VI-79'],
    ['V-FRRT', 'VI-80'],
  ] as const) {
    await alicia.act('create-vendor-invoice', invoice(vendor, number));
    await alicia.act('post-vendor-invoice', { company: 'usmf', vendor, number });
  }
  await alicia.act('set-vendor-invoice-parameters', {
    company: 'usmf',
    manualVerification: false,
    paymentHold: false,
  });
  await stage.lands('Alicia', 'line of the invoice to verify', {
    system: 'Dataverse',
    table: 'msdyn_projectvendorinvoiceline',
    key: { msdyn_externalinvoiceline: 'PT-VI-79' },
    values: { msdyn_quantity: '4' },
  });
  await stage.recorded('Alicia', 'invoice from an intercompany customer invoice', {
    record: 'Project Operations integration project vendor invoice export entity V2|usmf|V-FRRT|VI-80',
    outcome: 'skipped',
    reason: 'intercompany',
  });
  const held = { VendorInvoiceNum: 'VI-79', PaymentHold: 'Yes' };
  await financeMade(stage, 'payment that waits for June', 'PaymentHolds', held);
  const id = await june.find('msdyn_projectvendorinvoice', 'msdyn_vendorinvoicenumber', 'VI-79');
  await june.update('msdyn_projectvendorinvoice', id, { statuscode: confirmed });
  await stage.lands('June', 'status of the verified invoice', {
    system: 'Finance',
    table: 'VendInvoiceExportsV2',
    key: { dataAreaId: 'usmf', VendorInvoiceNum: 'VI-79' },
    record: 'Project Operations integration project vendor invoice export entity V2|usmf|V-1001|VI-79',
    values: { ProjVendInvoiceStatus: 'Confirmed' },
  });
  await financeMade(stage, 'payment that is released', 'PaymentHolds', { ...held, PaymentHold: 'No' });
  // Her confirmation has made a cost actual: until it is posted, its line is left on the integration account.
  const actual = await actualLike(stage, {
    msdyn_transactionclassification: '192350002',
    msdyn_quantity: '4',
  });
  await stage.lands('Dataverse', 'material actual of the verified invoice', {
    system: 'Finance',
    table: 'ProjActualsImports',
    key: { dataAreaId: 'usmf', ActualId: actual },
    values: { TransactionType: 'Cost', Quantity: '4', UnitPrice: '25' },
  });
  await postStaged(alicia);
  await voucherReturns(stage, 'Alicia', 'voucher of the verified invoice line', actual, '100');
}
