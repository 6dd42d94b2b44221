import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

export default defineTableMap(
  'msdyn_projectvendorinvoice',
  'ProjVendInvoiceExportEntityV2',
  ({ toDataverse, constantToDataverse }) => ({
    name: 'Project Operations integration project vendor invoice export entity V2',
    version: '1.0.0.1',
    area: 'vendor-invoice',
    kind: 'transactional',
    setEvidence: 'inferred',
    identity: 'finance',
    fields: [
      toDataverse('msdyn_name', 'VendorInvoiceNum', 'documented'),
      toDataverse('msdyn_vendorinvoicenumber', 'VendorInvoiceNum', 'documented', { required: true }),
      toDataverse('msdyn_description', 'Description', 'documented'),
      toDataverse('msdyn_vendor.accountnumber', 'InvoiceAccount', 'documented', { required: true }),
      toDataverse('msdyn_vendor.msdyn_company.cdm_companycode', 'dataAreaId', 'inferred', {
        note: 'Of the documented integration key of accounts.',
      }),
      toDataverse('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'assumed', { required: true }),
      toDataverse('msdyn_invoicedate', 'TransDate', 'documented'),
      toDataverse('transactioncurrencyid.isocurrencycode', 'CurrencyCode', 'documented'),
      constantToDataverse('msdyn_hasexternalorigin', true, 'assumed', {
        note: 'That the map has a default here is documented, its value is not.',
      }),
      toDataverse('msdyn_enableautomaticconfirmation', 'SubcontractInvoice', 'assumed', {
        values: { No: true, Yes: false },
        sent: 'completing',
        note: 'The pair is documented, its polarity is not: assumed is that a project manager verifies subcontract invoices and others confirm themselves.',
      }),
    ],
    toDataverse: {
      posted: { text: "TableRefId eq ''", when: when.equals('TableRefId', ''), evidence: 'assumed' },
      date: 'TransDate',
      target: { kind: 'mirror' },
      findBy: ['msdyn_vendorinvoicenumber', 'msdyn_vendor', 'msdyn_owningcompany'],
      deletes: 'never',
    },
    document: {
      role: 'header',
      counterpartOf: 'Project Operations integration project vendor invoice line export entity',
      link: { DAreaId: 'dataAreaId', InvoiceAccount: 'InvoiceAccount', VendorInvoiceNum: 'VendorInvoiceNum' },
      lookup: 'msdyn_vendorinvoice',
    },
    open: [
      'statuscode → ProjVendInvoiceStatus, the one column that goes back: the integers of statuscode are not published.',
      'DocumentDate, PurchId: Dataverse columns are not published.',
      'Vendor invoices that Finance makes for intercompany work must stay behind; which property tells them apart is not published.',
    ],
  }),
);
