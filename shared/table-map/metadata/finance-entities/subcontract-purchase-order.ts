import type { FinanceEntity } from '../column-types.ts';

/**
 * Purchase orders of subcontracts. Sets, keys and columns are printed; the entities' names are assumed(entity-names), the
 * types of their columns assumed(finance-column-types).
 */
export const subcontractPurchaseOrder = {
  SubContractPurchaseOrderHeaderEntity: {
    set: 'SubContractPurchaseOrderHeaders',
    key: ['dataAreaId', 'ProjSubContractNumber'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      ProjSubContractNumber: 'string',
      SubConName: 'string',
      SubConDate: 'date',
      SubConState: { enum: ['Active', 'Inactive'] },
      SubConStatus: { enum: ['Draft', 'Confirmed', 'Closed', 'Canceled'] },
      OrderAccount: 'string',
      ProjId: 'string',
      PurchaseOrderNumber: 'string',
      AccountingDate: 'date',
    },
  },
  ProjSubContractPurchaseOrderLineEntity: {
    set: 'ProjSubContractPurchaseOrderLines',
    key: ['dataAreaId', 'ProjSubContractLineNumber'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      ProjSubContractLineNumber: 'string',
      SubcontractNumber: 'string',
      SubConLineStatus: { enum: ['Active', 'Inactive'] },
      SubConLineType: { enum: ['QuantityBased', 'WorkBased'] },
      SubConTransClass: { enum: ['Time', 'Expense', 'Material'] },
      SubConRoleID: 'string',
      SubConTransCategory: 'string',
      SubConWriteInName: 'string',
      Name: 'string',
      ProjId: 'string',
      ActivityNumber: 'string',
      ItemId: 'string',
      PurchQty: 'real',
      PurchUnit: 'string',
      PurchPrice: 'real',
      DeliveryDate: 'date',
    },
  },
} as const satisfies Readonly<Record<string, FinanceEntity>>;
