import { defineOpenMap } from '../../shared/table-map/open-map.ts';

export default defineOpenMap({
  name: 'Progress billing milestone header',
  version: '1.0.0.0',
  area: 'setup-configuration',
  kind: 'transactional',
  direction: 'to-finance',
  set: 'ProjectContractLineMilestoneHeaders',
  properties: [
    'ProjectContractLineMilestoneHeaderId',
    'ProjectContractLineMilestoneHeaderGuid',
    'LineSequenceNumber',
    'Description',
    'Project',
    'ProjectContractId',
    'ProjectContractLine',
    'Task',
    'Amount',
    'NextInvoiceAmount',
    'NextInvoicePercent',
    'InvoicedToDate',
    'PercentInvoicedToDate',
    'RemainingAmount',
    'NextInvoiceStatus',
    'BillingStatus',
  ],
  open: [
    'The Dataverse table and all of its columns are published nowhere.',
    'Runs together with contract line milestones from 1.0.0.6 on.',
  ],
});
