import { entity } from './entity.ts';
import { company, date, enumOf, guid, int32, keyText, labelled, readOnly, real, text } from './property.ts';

/**
 * Milestones of fixed price contract lines, and the headers of progress billing. Names are those of a real `$metadata`
 * and so are enum members; types are assumed from the names.
 */
export const milestones = [
  entity({
    set: 'ProjectContractLineMilestones',
    type: 'ProjectContractLineMilestone',
    physical: 'ProjCDSContractLineMilestoneImportEntity',
    table: 'ProjCDSContractLineMilestoneImport',
    label: 'Project Operations integration contract line milestones',
    tableId: 18806,
    key: ['dataAreaId', 'ContractLineMilestoneIdentifier'],
    properties: {
      dataAreaId: company,
      ContractLineMilestoneIdentifier: keyText('Milestone'),
      ContractLineMilestoneGuid: guid,
      TransactionDate: date,
      Description: text,
      Amount: real,
      CurrencyCode: labelled('Currency'),
      ContractLineId: labelled('Contract line ID'),
      ProjectContractId: labelled('Project contract ID'),
      ProjectNumber: labelled('Project ID'),
      ActivityNumber: labelled('Activity number'),
      ProjectContractLineMilestoneHeader: labelled('Progress billing header'),
      // Only the map for cut-over sends it; in normal operation Finance keeps it.
      TransStatus: readOnly(enumOf('ProjTransStatus')),
      LedgerSalesAmount: readOnly(real),
      LedgerTransactionDate: readOnly(date),
      TotalSalesAmount: readOnly(real),
    },
  }),
  entity({
    set: 'ProjectContractLineMilestoneHeaders',
    type: 'ProjectContractLineMilestoneHeader',
    physical: 'ProjContractLineMilestoneHeaderEntity',
    table: 'ProjContractLineMilestoneHeader',
    label: 'Progress billing milestone header',
    tableId: 18807,
    key: ['dataAreaId', 'ProjectContractLineMilestoneHeaderId'],
    properties: {
      dataAreaId: company,
      ProjectContractLineMilestoneHeaderId: keyText('Progress billing header'),
      ProjectContractLineMilestoneHeaderGuid: guid,
      LineSequenceNumber: int32,
      Description: text,
      Project: labelled('Project ID'),
      ProjectContractId: labelled('Project contract ID'),
      ProjectContractLine: text,
      Task: text,
      Amount: real,
      NextInvoiceAmount: real,
      NextInvoicePercent: real,
      InvoicedToDate: real,
      PercentInvoicedToDate: real,
      RemainingAmount: real,
      NextInvoiceStatus: enumOf('ProjProjectMilestoneStatus'),
      BillingStatus: enumOf('ProjMilestoneBillingStatus'),
    },
  }),
];
