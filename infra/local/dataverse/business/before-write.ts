import type { PendingWrite } from '../store/transaction.ts';
import type { World } from '../world.ts';
import type { Caller } from '../write/caller.ts';
import { refuseDualWriteColumns } from './refuse-dual-write-columns.ts';
import { refuseInactiveCategory } from './refuse-inactive-category.ts';
import { refuseMaterialWithoutProduct } from './refuse-material-without-product.ts';
import { refuseRegistration } from './refuse-registration.ts';
import { refuseSummaryTask } from './refuse-summary-task.ts';

/**
 * What Project Operations and the platform refuse before a row is written.
 * @throws WebApiError 400 0x80040265 with the published text of the refusal.
 */
export function beforeWrite(world: World, caller: Caller, write: PendingWrite): void {
  if (world.behaviour.now.dualWriteColumns !== 'taken')
    refuseDualWriteColumns(caller, write, world.behaviour.now.dualWriteColumns);
  refuseRegistration(world.database, write);
  refuseSummaryTask(world.database, write);
  refuseMaterialWithoutProduct(write);
  refuseInactiveCategory(world.database, write);
}
