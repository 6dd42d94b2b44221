import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import type { StoredRow, Values } from '../store/stored-row.ts';
import type { RuleContext } from './rule-context.ts';

/**
 * A confirmed subcontract has a purchase order with a number of Finance's own; canceling it cancels the order. Its
 * lines carry both. The form of the number and the statuses are assumed.
 */
export function assignPurchaseOrder(context: RuleContext, entity: Entity, row: StoredRow): StoredRow {
  const changes = orderOf(context, row.values);
  if (changes === undefined) return row;
  const lines = entities.get('ProjSubContractPurchaseOrderLines');
  const { dataAreaId, ProjSubContractNumber = '' } = row.values;
  if (lines !== undefined)
    for (const line of [...context.store.rows(lines)])
      if (
        line.values['dataAreaId'] === dataAreaId &&
        line.values['SubcontractNumber']?.toLowerCase() === ProjSubContractNumber.toLowerCase()
      )
        context.store.update(lines, line, {
          PurchId: changes['PurchaseOrderNumber'] ?? '',
          PurchStatus: changes['PurchStatus'] ?? '',
        });
  return context.store.update(entity, row, changes);
}

function orderOf({ numbers }: RuleContext, header: Values): Values | undefined {
  const { dataAreaId = '', SubConStatus, PurchaseOrderNumber = '', PurchStatus } = header;
  if (SubConStatus === 'Confirmed' && PurchaseOrderNumber === '')
    return {
      PurchaseOrderNumber: numbers.next(`${dataAreaId.toUpperCase()}-PO`),
      PurchStatus: 'Backorder',
    };
  if (SubConStatus === 'Canceled' && PurchaseOrderNumber !== '' && PurchStatus !== 'Canceled')
    return { PurchaseOrderNumber, PurchStatus: 'Canceled' };
  return undefined;
}
