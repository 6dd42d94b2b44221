import { contractToTasks } from './contract-to-tasks.ts';
import { expenseToVoucher } from './expense-to-voucher.ts';
import { invoiceToVoucher } from './invoice-to-voucher.ts';
import { masterData } from './master-data.ts';
import { refusalAndReplay } from './refusal-and-replay.ts';
import type { Stage } from './stage.ts';
import { timeToVoucher } from './time-to-voucher.ts';
import { vendorInvoice } from './vendor-invoice.ts';

/**
 * Plays a project from its contract to its posted invoice, in both directions.
 *
 * @throws StoryError when something does not come to what it should.
 */
export async function play(stage: Stage): Promise<void> {
  const master = await masterData(stage.june);
  const projects = await contractToTasks(stage, master);
  const { sales } = await timeToVoucher(stage, master, projects);
  await expenseToVoucher(stage);
  await vendorInvoice(stage);
  await invoiceToVoucher(stage, master, projects, sales);
  await refusalAndReplay(stage, master, projects);
}
