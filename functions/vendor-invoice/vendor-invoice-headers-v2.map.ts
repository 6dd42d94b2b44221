import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

export default defineTableMap(
  'msdyn_projectvendorinvoice',
  'ProjVendInvoiceExportEntityV2',
  ({ toFinance, toDataverse, constantToDataverse, openToDataverse }) => ({
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
      // assumed(automatic-confirmation), assumed(subcontract-invoice-polarity), assumed(vendor-invoice-approved)
      toDataverse('msdyn_enableautomaticconfirmation', 'SubcontractInvoice', 'assumed', {
        values: { No: true, Yes: false },
        sent: 'completing',
        note: 'The pair is documented, its polarity is not: assumed is that a project manager verifies subcontract invoices and others confirm themselves.',
      }),
      // That Finance takes it: assumed(vendor-invoice-status-patch).
      toFinance('statuscode', 'ProjVendInvoiceStatus', 'documented', {
        labels: { Draft: 'Draft', InReview: 'In review', Confirmed: 'Confirmed' },
        note: 'The pair and the labels are documented, the integers are not: they are read from the column. On hold and Canceled have no member in Finance.',
      }),
    ],
    toFinance: {
      target: 'write-back',
      company: 'msdyn_owningcompany.cdm_companycode',
      filter: {
        text: 'statecode eq 0',
        when: when.equals('statecode', 0),
        evidence: 'assumed',
        exit: 'keep',
      },
      frozenWhen: {
        when: when.equals('ProjVendInvoiceStatus', 'Confirmed'),
        evidence: 'inferred',
        why: 'the project manager has confirmed this invoice and its payment is released',
      },
      deletes: 'never',
    },
    toDataverse: {
      // assumed(posted-vendor-invoice-predicate)
      posted: { text: "TableRefId eq ''", when: when.equals('TableRefId', ''), evidence: 'assumed' },
      // assumed(intercompany-vendor-invoices)
      exceptVendors: 'InvoiceAccount',
      date: 'TransDate',
      target: { kind: 'mirror' },
      findBy: ['msdyn_vendorinvoicenumber', 'msdyn_vendor', 'msdyn_owningcompany'],
      deletes: 'never',
    },
    document: {
      direction: 'to-dataverse',
      role: 'header',
      counterpartOf: 'Project Operations integration project vendor invoice line export entity',
      link: { DAreaId: 'dataAreaId', InvoiceAccount: 'InvoiceAccount', VendorInvoiceNum: 'VendorInvoiceNum' },
      lookup: 'msdyn_vendorinvoice',
    },
    expects: [
      {
        hop: 'The lines of the vendor invoice in Dataverse',
        met: 'whole',
        withinMinutes: 60,
        evidence: 'documented',
        hint: 'Look at the lines of this invoice: one waits or was refused. Until then it is not confirmed.',
      },
    ],
    openPairs: [openToDataverse('DocumentDate'), openToDataverse('PurchId')],
    open: [
      'Which property tells invoices that Finance made from intercompany customer invoices is not published: they are recognised by their vendor, which stands for a legal entity (intercompanyVendors of COMPANIES).',
    ],
  }),
);
