/** Enumerations that several Finance entities share. Members from a real `$metadata`, in its order. */
export const noYes = { enum: ['No', 'Yes'] } as const;
export const projBillingType = {
  enum: ['NotSpecified', 'Chargeable', 'NonChargeable', 'Complimentary', 'NotAvailable'],
} as const;
export const projCdsTransType = {
  enum: ['Cost', 'Sales', 'Tax', 'BilledSales', 'InterOrgSales', 'ResourcingUnitCost'],
} as const;
