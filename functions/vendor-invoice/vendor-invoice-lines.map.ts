import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';
import { billingTypes } from '../option-values.ts';

const headers = 'Project Operations integration project vendor invoice export entity V2';

export default defineTableMap(
  'msdyn_projectvendorinvoiceline',
  'ProjVendInvoiceLineExportEntity',
  ({ toDataverse, openToDataverse }) => ({
    name: 'Project Operations integration project vendor invoice line export entity',
    version: '1.0.0.9',
    area: 'vendor-invoice',
    kind: 'transactional',
    setEvidence: 'inferred',
    identity: 'finance',
    fields: [
      toDataverse('msdyn_externalinvoiceline', 'ProjTransId', 'documented', { required: true }),
      toDataverse('msdyn_owningcompany.cdm_companycode', 'DAreaId', 'documented', { required: true }),
      // Resolved by the record reference below: the header as we wrote it.
      toDataverse('msdyn_vendorinvoice.msdyn_vendorinvoicenumber', 'VendorInvoiceNum', 'documented', {
        required: true,
      }),
      toDataverse('msdyn_vendorinvoice.msdyn_vendor.accountnumber', 'InvoiceAccount', 'documented', {
        required: true,
      }),
      toDataverse('msdyn_project.msdyn_projectnumber', 'ProjId', 'inferred', { required: true }),
      toDataverse('msdyn_project.msdyn_owningcompany.cdm_companycode', 'ProjDataAreaId', 'documented', {
        note: 'The company that owns the project; another than DAreaId with intercompany invoices.',
      }),
      toDataverse('msdyn_task.msdyn_activitynumber', 'ProjTaskNumber', 'assumed', {
        note: 'The look-up column is not published.',
      }),
      toDataverse('msdyn_task.msdyn_project.msdyn_projectnumber', 'ProjId', 'inferred'),
      toDataverse(
        'msdyn_task.msdyn_project.msdyn_owningcompany.cdm_companycode',
        'ProjDataAreaId',
        'inferred',
      ),
      toDataverse('msdyn_transactionclassification', 'CategoryType', 'inferred', {
        values: { Hour: 192350000, Cost: 192350001, Item: 192350002 },
        note: 'The pair is documented, its values are not.',
      }),
      toDataverse(
        'msdyn_transactioncategory.msdyn_transactioncategorynumber',
        'TransactionCategoryId',
        'documented',
      ),
      toDataverse('msdyn_resourcecategory.msdyn_resourcecategorynumber', 'RoleId', 'documented'),
      toDataverse('msdyn_product.msdyn_productnumber', 'DisplayProductNumber', 'inferred', {
        note: 'By number alone: the company column of products is not published.',
      }),
      toDataverse('msdyn_description', 'Description', 'inferred'),
      toDataverse('msdyn_quantity', 'QtyReceiveNow', 'documented'),
      toDataverse('msdyn_unit.msdyn_symbol', 'PurchUnit', 'documented'),
      toDataverse('msdyn_price', 'PurchPrice', 'documented'),
      toDataverse('transactioncurrencyid.isocurrencycode', 'currencyCode', 'documented'),
      toDataverse('msdyn_billingtype', 'BillingType', 'inferred', {
        values: billingTypes,
        note: 'The pair is documented; its values are those of actuals.',
      }),
    ],
    toDataverse: {
      // assumed(posted-vendor-invoice-predicate)
      posted: {
        text: "ProjItemTransExists eq 1 and ProjId ne ''",
        when: when.all(when.equals('ProjItemTransExists', 1), when.differs('ProjId', '')),
        evidence: 'assumed',
      },
      // assumed(intercompany-vendor-invoices)
      exceptVendors: 'InvoiceAccount',
      date: 'TransDate',
      target: { kind: 'mirror' },
      findBy: ['msdyn_externalinvoiceline'],
      findByEvidence: 'documented',
      references: [
        {
          lookup: 'msdyn_vendorinvoice',
          map: headers,
          key: {
            dataAreaId: 'DAreaId',
            InvoiceAccount: 'InvoiceAccount',
            VendorInvoiceNum: 'VendorInvoiceNum',
          },
          required: true,
        },
      ],
      deletes: 'never',
    },
    document: {
      direction: 'to-dataverse',
      role: 'line',
      counterpartOf: headers,
      link: { DAreaId: 'dataAreaId', InvoiceAccount: 'InvoiceAccount', VendorInvoiceNum: 'VendorInvoiceNum' },
      lookup: 'msdyn_vendorinvoice',
    },
    project: { company: 'ProjDataAreaId', number: 'ProjId' },
    openPairs: [
      openToDataverse('TransDate'),
      openToDataverse('LineAmount'),
      openToDataverse('ProjSubcontractLineNumber', 'Since 1.0.0.5.'),
      openToDataverse('ItemId'),
      openToDataverse('OrderAccount'),
    ],
    open: ['msdyn_duration, msdyn_verificationstatus: defaults of the map that are not published.'],
  }),
);
