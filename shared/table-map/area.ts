/** The areas of the mission, one function and one topic each. */
export const areas = [
  'setup-configuration',
  'estimates-actuals',
  'project-invoice',
  'expense',
  'vendor-invoice',
  'subcontract-purchase-order',
] as const;

export type Area = (typeof areas)[number];
