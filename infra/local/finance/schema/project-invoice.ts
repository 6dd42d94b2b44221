import { entity } from './entity.ts';
import { company, date, keyText, labelled } from './property.ts';

/** Invoice proposals. Name of set and entity are assumed (V2 is in no public `$metadata`); columns are those of V1. */
export const projectInvoice = [
  entity({
    set: 'ProjectInvoiceProposalsV2',
    type: 'ProjectInvoiceProposalV2',
    physical: 'ProjInvoiceProposalV2Entity',
    table: 'ProjProposalJour',
    label: 'Project invoice proposals',
    tableId: 18820,
    key: ['dataAreaId', 'InvoiceProposalId'],
    properties: {
      dataAreaId: company,
      InvoiceProposalId: keyText('Invoice proposal'),
      ProjectContractId: labelled('Project contract ID'),
      SalesCurrency: labelled('Sales currency'),
      FundingSourceId: labelled('Funding source'),
      InvoiceDate: date,
    },
    refuses: ['delete'],
  }),
];
