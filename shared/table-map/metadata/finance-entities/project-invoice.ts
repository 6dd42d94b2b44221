import type { FinanceEntity } from '../column-types.ts';

/** Invoice proposals. */
export const projectInvoice = {
  // Entity, set and key are assumed(invoice-proposal-set); the columns are those of V1 in the Common Data Model.
  ProjInvoiceProposalV2Entity: {
    set: 'ProjectInvoiceProposalsV2',
    key: ['dataAreaId', 'InvoiceProposalId'],
    company: 'dataAreaId',
    properties: {
      dataAreaId: 'string',
      InvoiceProposalId: 'string',
      ProjectContractId: 'string',
      SalesCurrency: 'string',
      FundingSourceId: 'string',
      InvoiceDate: 'date',
    },
  },
} as const satisfies Readonly<Record<string, FinanceEntity>>;
