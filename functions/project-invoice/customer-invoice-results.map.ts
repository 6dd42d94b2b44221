import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

/**
 * What became of a proforma in Finance: number and tax of the customer invoice, from its posted billed sales. A map of
 * our own, into columns of our own, because the set of dual-write's map is published nowhere.
 */
export default defineTableMap('invoice', 'ProjActualsImportEntity', ({ toDataverse }) => ({
  name: 'Customer invoice results',
  version: '1.0.0.0',
  area: 'project-invoice',
  kind: 'transactional',
  setEvidence: 'inferred',
  identity: 'finance',
  fields: [
    toDataverse('msdyn_invoicenumber', 'InvoiceProposalId', 'inferred', { required: true }),
    toDataverse('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'assumed', { required: true }),
    toDataverse('posync_customerinvoicenumber', 'InvoiceId', 'assumed'),
    toDataverse('posync_invoicetaxamount', 'SalesTaxAmount', 'assumed'),
  ],
  toDataverse: {
    posted: {
      text: "TransactionType eq BilledSales and InvoiceId ne '' and InvoiceProposalId ne ''",
      when: when.all(
        when.equals('TransactionType', 'BilledSales'),
        when.differs('InvoiceId', ''),
        when.differs('InvoiceProposalId', ''),
      ),
      evidence: 'inferred',
    },
    // assumed(invoice-tax)
    gather: { by: ['dataAreaId', 'InvoiceProposalId'], sum: ['SalesTaxAmount'] },
    date: 'DocumentDate',
    target: { kind: 'found' },
    findBy: ['msdyn_invoicenumber', 'msdyn_owningcompany'],
    deletes: 'never',
  },
  open: [
    'The date of the customer invoice: no column of the billed sales holds it.',
    'The status Posted of the proforma: its integer is not published.',
  ],
}));
