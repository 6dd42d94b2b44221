import { closing } from './closing.ts';
import { contractToTasks } from './contract-to-tasks.ts';
import { estimatesToForecasts } from './estimates-to-forecasts.ts';
import { expenseToVoucher } from './expense-to-voucher.ts';
import { intercompanyActuals } from './intercompany-actuals.ts';
import { invoiceToVoucher } from './invoice-to-voucher.ts';
import { linesToMilestones } from './lines-to-milestones.ts';
import { masterData } from './master-data.ts';
import { refusalAndReplay } from './refusal-and-replay.ts';
import type { Stage } from './stage.ts';
import { subcontractToPurchaseOrder } from './subcontract-to-purchase-order.ts';
import { timeToVoucher } from './time-to-voucher.ts';
import { vendorInvoice } from './vendor-invoice.ts';
import { verifiedVendorInvoice } from './verified-vendor-invoice.ts';

/**
 * Plays a project from its contract to its posted invoice, over all areas and in both directions.
 *
 * @throws StoryError when something does not come to what it should.
 */
export async function play(stage: Stage): Promise<void> {
  const master = await masterData(stage.june);
  const projects = await contractToTasks(stage, master);
  const setup = await linesToMilestones(stage, master, projects);
  await estimatesToForecasts(stage, master, projects, setup);
  const { sales } = await timeToVoucher(stage, master, projects);
  await intercompanyActuals(stage, master, projects);
  await subcontractToPurchaseOrder(stage, master, projects, setup);
  await expenseToVoucher(stage);
  await vendorInvoice(stage);
  await verifiedVendorInvoice(stage);
  await invoiceToVoucher(stage, master, projects, sales);
  await refusalAndReplay(stage, master, projects);
  await closing(stage, projects);
}
