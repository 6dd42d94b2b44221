import { entity } from './entity.ts';
import { company, date, enumOf, int32, readOnly, real, text } from './property.ts';

/**
 * Exports of vendor invoices. The header's status is the one column that comes back from Dataverse, so OData may change
 * that and nothing else.
 */
export const vendorInvoice = [
  entity({
    set: 'VendInvoiceExportsV2',
    type: 'VendInvoiceExportV2',
    physical: 'ProjVendInvoiceExportEntityV2',
    table: 'VendInvoiceInfoTable',
    label: 'Project Operations integration project vendor invoice export entity V2',
    tableId: 18840,
    key: ['dataAreaId', 'InvoiceAccount', 'VendorInvoiceNum'],
    properties: {
      dataAreaId: company,
      InvoiceAccount: readOnly(text),
      VendorInvoiceNum: readOnly(text),
      Description: readOnly(text),
      DocumentDate: readOnly(date),
      TransDate: readOnly(date),
      CurrencyCode: readOnly(text),
      PurchId: readOnly(text),
      OrderAccount: readOnly(text),
      TableRefId: readOnly(text),
      SubcontractInvoice: readOnly(enumOf('NoYes')),
      ProjVendInvoiceStatus: enumOf('ProjVendInvoiceStatus'),
    },
    refuses: ['create', 'delete'],
  }),
  entity({
    set: 'ProjVendInvoiceLinesExportEntity',
    type: 'ProjVendInvoiceLineExport',
    physical: 'ProjVendInvoiceLineExportEntity',
    table: 'VendInvoiceInfoLine',
    label: 'Project Operations integration project vendor invoice line export entity',
    tableId: 18841,
    key: ['ProjTransId', 'ProjDataAreaId'],
    properties: {
      ProjTransId: text,
      ProjDataAreaId: text,
      DAreaId: text,
      InvoiceAccount: text,
      OrderAccount: text,
      VendorInvoiceNum: text,
      ProjId: text,
      ProjTaskNumber: text,
      ProjSubcontractLineNumber: text,
      RoleId: text,
      CategoryType: enumOf('ProjCategoryType'),
      TransactionCategoryId: text,
      BillingType: enumOf('ProjBillingType'),
      ItemId: text,
      DisplayProductNumber: text,
      Description: text,
      TransDate: date,
      QtyReceiveNow: real,
      PurchUnit: text,
      PurchPrice: real,
      LineAmount: real,
      currencyCode: text,
      ProjItemTransExists: int32,
    },
    refuses: ['create', 'update', 'delete'],
  }),
];
