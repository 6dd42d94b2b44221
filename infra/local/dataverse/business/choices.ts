/** Option values that the business processes set. */
export const choices = {
  transactionType: { cost: 192350000, unbilledSales: 192350005 },
  classification: { time: 192350000, expense: 192350001, material: 192350002 },
  billingType: { chargeable: 192350001 },
  billingStatus: { unbilledSalesCreated: 192350000 },
  expenseStatus: { approved: 192350002 },
  /** Integers assumed; the labels are documented. */
  vendorInvoiceStatus: { draft: 1, inReview: 192350000, confirmed: 192350001 },
} as const;
