import { actualRow } from './actual-row.ts';
import type { Projects } from './contract-to-tasks.ts';
import { bind } from './dataverse-user.ts';
import type { MasterData } from './master-data.ts';
import { matching, type Stage } from './stage.ts';
import { connectionRow } from './time-to-voucher.ts';
import { voucherReturns } from './voucher-returns.ts';

const draft = 192350000;
const confirmed = 192350002;

/** June confirms a proforma invoice; header, billed sales and connections reach Finance and are posted there. */
export async function invoiceToVoucher(
  stage: Stage,
  master: MasterData,
  projects: Projects,
  sales: string,
): Promise<void> {
  const { june, process, alicia } = stage;
  stage.tell('June drafts proforma invoice INV-1001, then confirms it');
  const invoice = await june.create('invoice', {
    msdyn_invoicenumber: 'INV-1001',
    name: 'October, line 1',
    msdyn_projectinvoicestatus: draft,
    salesorderid: bind('salesorders', projects.contract),
    customerid_account: master.customer.usmf,
    transactioncurrencyid: master.currency.USD,
    msdyn_owningcompany: master.company.usmf,
  });
  await stage.recorded('June', 'draft of the invoice', {
    record: `Project invoice proposals V2|${invoice}`,
    outcome: 'skipped',
    reason: 'filter',
    finally: 'applied',
  });
  const hours = {
    company: 'usmf',
    project: projects.project,
    task: projects.task,
    date: '2026-10-25',
    hours: 8,
    price: 125,
    billing: 'chargeable',
  } as const;
  const reversal = await process.create(
    'msdyn_actual',
    actualRow(master, {
      ...hours,
      type: 'unbilledSales',
      hours: -8,
      skipSync: true,
      text: 'Reversal of unbilled sales',
    }),
  );
  const billed = await process.create(
    'msdyn_actual',
    actualRow(master, { ...hours, type: 'billedSales', invoice, text: 'Billed hours' }),
  );
  await june.update('invoice', invoice, { msdyn_projectinvoicestatus: confirmed });
  const reversed = await process.create('msdyn_transactionconnection', connectionRow(reversal, billed));
  const connection = await process.create('msdyn_transactionconnection', connectionRow(sales, billed));
  await stage.lands('June', 'invoice proposal', {
    system: 'Finance',
    table: 'ProjectInvoiceProposalsV2',
    key: { dataAreaId: 'usmf', InvoiceProposalId: 'INV-1001' },
    values: { ProjectContractId: 'C-1001', SalesCurrency: 'USD' },
  });
  await stage.lands('process', 'billed sales actual', {
    system: 'Finance',
    table: 'ProjActualsImports',
    key: { dataAreaId: 'usmf', ActualId: billed },
    values: { TransactionType: 'BilledSales', InvoiceProposalId: 'INV-1001', Amount: '1000' },
  });
  await stage.lands('process', 'connection of unbilled and billed sales', {
    system: 'Finance',
    table: 'ProjCDSTransactionRelationshipImports',
    key: { ConnectionId: connection },
    values: { Transaction1Id: sales, Transaction2Id: billed },
  });
  await stage.recorded('process', 'connection of a reversal, which stays in Dataverse', {
    record: `Integration entity for project transaction relationships|${reversed}`,
    outcome: 'skipped',
    reason: 'not sent',
  });
  await alicia.act('import-from-staging', { company: 'usmf' });
  await alicia.act('post-invoice-proposal', {
    company: 'usmf',
    invoiceProposalId: 'INV-1001',
    taxPercent: '8.25',
  });
  await voucherReturns(stage, 'Alicia', 'voucher of the billed sales actual', billed, '1000');
  const [posted] = matching(stage.environment, {
    system: 'Finance',
    table: 'ProjActualsImports',
    key: { ActualId: billed },
    values: {},
  });
  await stage.lands('Alicia', 'number and tax of the customer invoice', {
    system: 'Dataverse',
    table: 'invoice',
    key: { invoiceid: invoice },
    record: 'Customer invoice results|usmf|INV-1001',
    values: {
      posync_customerinvoicenumber: String(posted?.['InvoiceId']),
      posync_invoicetaxamount: String(posted?.['SalesTaxAmount']),
    },
  });
}
