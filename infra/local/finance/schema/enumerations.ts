/**
 * Enumerations of the application, members in order of their integer value. Names and members come from a real
 * `$metadata` (April 2025); the integers of ProjCDSTransType, ProjBillingType and NoYes are documented, the others are
 * assumed to follow the order in which the members are declared. Assumed besides: all members of ProjFundingType but
 * Customer, and the names FalseTrue, ProjSubConLineStatus and ProjMilestoneBillingStatus.
 */
export const enumerations = {
  NoYes: ['No', 'Yes'],
  ProjCDSTransType: ['Cost', 'Sales', 'Tax', 'BilledSales', 'InterOrgSales', 'ResourcingUnitCost'],
  ProjBillingType: ['NotSpecified', 'Chargeable', 'NonChargeable', 'Complimentary', 'NotAvailable'],
  ProjStatus: ['Created', 'Estimated', 'Scheduled', 'InProcess', 'User1', 'User2', 'User3', 'Completed'],
  TrvExpType: [
    'Empty',
    'Expense',
    'Advance',
    'Allowance',
    'Transport',
    'Personal',
    'Airline',
    'CarRental',
    'Conference',
    'Entertainment',
    'Hotel',
    'Meals',
    'Gift',
  ],
  ProjVendInvoiceStatus: ['None', 'Draft', 'InReview', 'Confirmed'],
  FalseTrue: ['False', 'True'],
  ProjContractBillingMethod: ['FixedPrice', 'TimeMaterial'],
  PsaContractLineType: ['LumpSum', 'Progress', 'TAndM', 'Fee', 'UOD'],
  InvoiceScheduleType: ['Blank', 'MilestoneBased', 'ProgressBased'],
  ProjFundingType: ['Customer', 'Organization', 'Grant', 'OnHold'],
  ProjTransStatus: [
    'NoStatus',
    'Registered',
    'Posted',
    'InvoiceProposal',
    'Invoiced',
    'MarkedCreditNote',
    'CreditnoteProposal',
    'Estimated',
    'Eliminated',
    'Adjusted',
    'All',
  ],
  ProjProjectMilestoneStatus: [
    'None',
    'NotReadyForInvoicing',
    'ReadyForInvoicing',
    'CustomerInvoiceCreated',
    'CustomerInvoicePosted',
  ],
  ProjMilestoneBillingStatus: ['NotStarted', 'InProgress', 'Completed'],
  ProjSubConState: ['Active', 'Inactive'],
  ProjSubConLineStatus: ['Active', 'Inactive'],
  ProjSubconStatus: ['Draft', 'Confirmed', 'Closed', 'Canceled'],
  ProjSubConLineType: ['QuantityBased', 'WorkBased'],
  ProjSubConTransClass: ['Time', 'Expense', 'Material'],
  PurchStatus: ['None', 'Backorder', 'Received', 'Invoiced', 'Canceled'],
  ProjCategoryType: ['None', 'Revenue', 'Hour', 'Cost', 'Item', 'OnAccount'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EnumerationName = keyof typeof enumerations;
