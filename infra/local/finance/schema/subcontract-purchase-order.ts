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
 * Purchase orders of subcontracts. Names and enum members are those of a real `$metadata`; types, entity names and
 * mandatory fields are assumed. What Finance assigns is read-only.
 */
export const subcontractPurchaseOrder = [
  entity({
    set: 'SubContractPurchaseOrderHeaders',
    type: 'SubContractPurchaseOrderHeader',
    physical: 'SubContractPurchaseOrderHeaderEntity',
    table: 'ProjSubContractTable',
    label: 'Project subcontract purchase order header',
    tableId: 18842,
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
      AccountingDate: date,
      PurchaseOrderNumber: readOnly(labelled('Purchase order')),
      PurchStatus: readOnly(enumOf('PurchStatus')),
    },
  }),
  entity({
    set: 'ProjSubContractPurchaseOrderLines',
    type: 'ProjSubContractPurchaseOrderLine',
    physical: 'ProjSubContractPurchaseOrderLineEntity',
    table: 'ProjSubContractLine',
    label: 'Project subcontract purchase order line',
    tableId: 18843,
    key: ['dataAreaId', 'ProjSubContractLineNumber'],
    properties: {
      dataAreaId: company,
      ProjSubContractLineNumber: keyText('Subcontract line'),
      SubcontractNumber: mandatory(labelled('Subcontract')),
      SubConLineStatus: enumOf('ProjSubConLineStatus'),
      SubConLineType: enumOf('ProjSubConLineType'),
      SubConTransClass: enumOf('ProjSubConTransClass'),
      SubConRoleID: labelled('Role ID'),
      SubConTransCategory: labelled('Transaction category'),
      SubConWriteInName: text,
      Name: labelled('Name'),
      ProjId: labelled('Project ID'),
      ActivityNumber: labelled('Activity number'),
      ItemId: labelled('Item number'),
      PurchQty: real,
      PurchUnit: labelled('Unit'),
      PurchPrice: real,
      DeliveryDate: date,
      PurchId: readOnly(labelled('Purchase order')),
      PurchStatus: readOnly(enumOf('PurchStatus')),
      ProcurementCategory: readOnly(int64),
    },
  }),
];
