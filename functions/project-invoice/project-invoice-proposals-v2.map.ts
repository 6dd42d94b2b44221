import { defineTableMap } from '../../shared/table-map/define-table-map.ts';
import { when } from '../../shared/table-map/when.ts';

export default defineTableMap('invoice', 'ProjInvoiceProposalV2Entity', ({ toFinance }) => ({
  name: 'Project invoice proposals V2',
  version: '1.0.0.3',
  area: 'project-invoice',
  kind: 'transactional',
  setEvidence: 'assumed',
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
    },
    references: [{ kind: 'parent', lookup: 'salesorderid', map: 'Project contract headers' }],
    deletes: 'never',
  },
  open: [
    'Entity, set and key of V2 are in no public metadata; its columns are taken from V1.',
    'InvoiceDate: the Dataverse column is not published. Without it no invoice can be compared with the go-live date: confirm none from before it.',
    'FundingSourceId: the look-up to the contract customer is not published.',
    'Payment terms (1.0.0.3) and addresses (1.0.0.4): columns are not published.',
  ],
}));
