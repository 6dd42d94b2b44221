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
 * Maps that one engine has together, or none: their records only make sense together, or one is found only by what the
 * other wrote. `docs/hybrid.md` says why.
 */
export const documentMaps = {
  projectInvoice: [mapNames.actuals, mapNames.connections, mapNames.invoiceProposals],
  expense: [mapNames.expenseCategories, mapNames.expenses],
  vendorInvoice: [mapNames.vendorInvoices, mapNames.vendorInvoiceLines],
  subcontract: [mapNames.subcontracts, mapNames.subcontractLines],
} as const;

/** Maps of estimates, each a forecast of its own. */
export const estimateMaps = [
  mapNames.hourEstimates,
  mapNames.expenseEstimates,
  mapNames.materialEstimates,
] as const;
