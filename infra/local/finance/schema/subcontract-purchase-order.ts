import { entity } from './entity.ts';
import {
  company,
  date,
  enumOf,
  int64,
  keyText,
  labelled,
  mandatory,
  readOnly,
  real,
  text,
} from './property.ts';

/**
 * Purchase orders of subcontracts. Sets, keys and property names are those of a real `$metadata`; types, and that what
 * Finance assigns is read-only, are assumed.
 */
export const subcontractPurchaseOrder = [
  entity({
    set: 'SubContractPurchaseOrderHeaders',
    type: 'SubContractPurchaseOrderHeader',
    physical: 'SubContractPurchaseOrderHeaderEntity',
    table: 'ProjSubContractPurchTable',
    label: 'Project subcontract purchase orders',
    tableId: 18845,
    key: ['dataAreaId', 'ProjSubContractNumber'],
    properties: {
      dataAreaId: company,
      ProjSubContractNumber: keyText('Subcontract'),
      SubConName: labelled('Name'),
      SubConDate: date,
      SubConState: enumOf('ProjSubConState'),
      SubConStatus: enumOf('ProjSubconStatus'),
      OrderAccount: mandatory(labelled('Vendor account')),
      ProjId: labelled('Project ID'),
      PurchaseOrderNumber: readOnly(text),
      PurchStatus: readOnly(enumOf('PurchStatus')),
      AccountingDate: date,
    },
  }),
  entity({
    set: 'ProjSubContractPurchaseOrderLines',
    type: 'ProjSubContractPurchaseOrderLine',
    physical: 'ProjSubContractPurchaseOrderLineEntity',
    table: 'ProjSubContractPurchLine',
    label: 'Project subcontract purchase order lines',
    tableId: 18846,
    key: ['dataAreaId', 'ProjSubContractLineNumber'],
    properties: {
      dataAreaId: company,
      ProjSubContractLineNumber: keyText('Subcontract line'),
      SubcontractNumber: mandatory(labelled('Subcontract')),
      SubConLineStatus: enumOf('ProjSubConState'),
      SubConLineType: enumOf('ProjSubConLineType'),
      SubConTransClass: enumOf('ProjSubConTransClass'),
      SubConRoleID: text,
      SubConTransCategory: text,
      SubConWriteInName: text,
      Name: text,
      ProjId: labelled('Project ID'),
      ActivityNumber: text,
      ItemId: labelled('Item number'),
      PurchQty: real,
      PurchUnit: labelled('Unit'),
      PurchPrice: real,
      DeliveryDate: date,
      PurchId: readOnly(text),
      PurchStatus: readOnly(enumOf('PurchStatus')),
      ProcurementCategory: readOnly(int64),
    },
  }),
];
