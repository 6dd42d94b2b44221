import type { Entity } from '../schema/entity.ts';
import type { StoredRow } from '../store/stored-row.ts';
import { assignPurchaseOrder } from './assign-purchase-order.ts';
import type { RuleContext } from './rule-context.ts';

/** What Finance does with a row that was stored, in the same transaction. @returns the row as it is then. */
export const afterWrite = (context: RuleContext, entity: Entity, row: StoredRow): StoredRow =>
  entity.set === 'SubContractPurchaseOrderHeaders' ? assignPurchaseOrder(context, entity, row) : row;
