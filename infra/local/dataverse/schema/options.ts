/**
 * Choices that several tables share.
 * Values: Common Data Model and the published mapping references of Project Operations.
 */
export const options = {
  transactionClassification: {
    192350000: 'Time',
    192350001: 'Expense',
    192350002: 'Material',
    192350003: 'Milestone',
    192350004: 'Fee',
    690970000: 'Commission',
    690970001: 'Additional',
    690970002: 'Tax',
  },
  transactionType: {
    192350000: 'Cost',
    192350004: 'Project Contract',
    192350005: 'Unbilled Sales',
    192350006: 'Billed Sales',
    192350007: 'Resourcing Unit Cost',
    192350008: 'Inter-Organizational Sales',
  },
  billingType: {
    192350000: 'Non Chargeable',
    192350001: 'Chargeable',
    192350002: 'Complimentary',
    192350003: 'Not Available',
  },
  billingStatus: {
    192350000: 'Unbilled Sales Created',
    192350001: 'Customer Invoice Created',
    192350002: 'Customer Invoice Posted',
    192350003: 'Canceled',
    192350004: 'Ready to Invoice',
  },
  adjustmentStatus: { 192350000: 'In Process', 192350001: 'Adjusted', 192350002: 'Unadjustable' },
  billingMethod: { 192350000: 'Time and Material', 192350001: 'Fixed Price' },
  /** Values of paymenttermscode from the predecessor's templates. */
  paymentTerms: { 1: 'Net 30', 2: '2% 10, Net 30', 3: 'Net 45', 4: 'Net 60' },
  expenseType: {
    192350000: 'Hotel',
    192350001: 'Car Rental',
    192350002: 'Meal',
    192350003: 'Airline',
    192350004: 'Entertainment',
    192350005: 'Gift',
    192350006: 'Conference',
    192350007: 'Misc',
    192350008: 'Mileage',
    192350009: 'Per Diem',
  },
  expenseStatus: {
    192350000: 'Draft',
    192350001: 'Submitted',
    192350002: 'Approved',
    192350003: 'Rejected',
    192350004: 'Posted',
    192350005: 'Paid',
    192350006: 'Recall',
  },
} as const;
