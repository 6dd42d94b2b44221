import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

export default defineTableMap('invoice', 'ProjInvoiceProposalV2Entity', ({ toFinance, openToFinance }) => ({
  name: 'Project invoice proposals V2',
  version: '1.0.0.3',
  area: 'project-invoice',
  kind: 'transactional',
  setEvidence: 'assumed', // that it takes a POST: assumed(invoice-proposal-takes-post)
  identity: 'dataverse',
  fields: [
    toFinance('msdyn_owningcompany.cdm_companycode', 'dataAreaId', 'assumed', {
      note: 'The path is documented on other tables; the look-up is not confirmed on invoice.',
    }),
    toFinance('msdyn_invoicenumber', 'InvoiceProposalId', 'inferred', {
      note: 'Documented: the number of the proposal is that of the proforma.',
    }),
    toFinance('salesorderid.msdyn_salesordernumber', 'ProjectContractId', 'inferred'),
    toFinance('transactioncurrencyid.isocurrencycode', 'SalesCurrency', 'inferred'),
  ],
  toFinance: {
    company: 'msdyn_owningcompany.cdm_companycode',
    filter: {
      text: 'msdyn_projectinvoicestatus eq 192350002',
      when: when.equals('msdyn_projectinvoicestatus', 192350002),
      evidence: 'inferred',
      exit: 'keep',
    },
    references: [{ kind: 'parent', lookup: 'salesorderid', map: 'Project contract headers' }],
    deletes: 'never',
  },
  document: {
    direction: 'to-finance',
    role: 'header',
    counterpartOf: 'Project Operations integration actuals',
    link: { dataAreaId: 'dataAreaId', InvoiceProposalId: 'InvoiceProposalId' },
    lookup: 'msdyn_invoice',
  },
  expects: [
    {
      hop: 'The billed sales of the invoice in Finance',
      met: 'whole',
      withinMinutes: 60,
      evidence: 'documented',
      hint: 'Look at the actuals of this invoice: one waits or was refused. Finance imports the proposal only when all are there.',
    },
  ],
  openPairs: [
    openToFinance(
      'InvoiceDate',
      'Its column is not published. Without it no invoice can be compared with the go-live date: confirm none from before it.',
    ),
    openToFinance('FundingSourceId', 'Number of the contract customer; its look-up is not published.'),
  ],
  open: [
    'Entity, set and key of V2 are in no public metadata; its columns are taken from V1.',
    'Payment terms (1.0.0.3) and addresses (1.0.0.4): columns are not published.',
  ],
}));
