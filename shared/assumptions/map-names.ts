/** Names of the table maps that assumptions and probes speak of, as in dual-write. */
export const mapNames = {
  contracts: 'Project contract headers',
  contractLines: 'Project contract lines',
  fundingSources: 'Project funding source',
  projects: 'Projects V2',
  tasks: 'Project tasks',
  milestones: 'Project Operations integration contract line milestones',
  hourEstimates: 'Project Operations integration entity for hour estimates',
  expenseEstimates: 'Project Operations integration entity for expense estimates',
  materialEstimates: 'Project integration table for material estimates',
  actuals: 'Project Operations integration actuals',
  connections: 'Integration entity for project transaction relationships',
  invoiceProposals: 'Project invoice proposals V2',
  invoiceResults: 'Customer invoice results',
  expenseCategories: 'Project Operations integration project expense categories export entity',
  expenses: 'Project Operations integration project expenses export entity',
  vendorInvoices: 'Project Operations integration project vendor invoice export entity V2',
  vendorInvoiceLines: 'Project Operations integration project vendor invoice line export entity',
  subcontracts: 'Project subcontract purchase order header',
  subcontractLines: 'Project subcontract purchase order line',
} as const;

/**
 * Maps whose records only make sense together: one engine has all maps of a document, or none. Connections and invoice
 * proposals stand in Finance on the staged actuals, so all three are one.
 */
export const documentMaps = {
  actualsAndInvoices: [
    mapNames.actuals,
    mapNames.connections,
    mapNames.invoiceProposals,
    mapNames.invoiceResults,
  ],
  vendorInvoice: [mapNames.vendorInvoices, mapNames.vendorInvoiceLines],
  subcontract: [mapNames.subcontracts, mapNames.subcontractLines],
} as const;
