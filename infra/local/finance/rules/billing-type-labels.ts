/** Members of ProjBillingType as forms and messages show them; "Not available" is published, the others by analogy. */
export const billingTypeLabels: Readonly<Record<string, string>> = {
  NotSpecified: 'Not specified',
  Chargeable: 'Chargeable',
  NonChargeable: 'Non-chargeable',
  Complimentary: 'Complimentary',
  NotAvailable: 'Not available',
};
