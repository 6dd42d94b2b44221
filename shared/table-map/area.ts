/** The areas of the mission, one function and one topic each. */
export const areas = [
  'setup-configuration',
  'estimates-actuals',
  'project-invoice',
  'expense',
  'vendor-invoice',
] as const;

export type Area = (typeof areas)[number];
