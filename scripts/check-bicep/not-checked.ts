/** What a compiler or Azure would find and this check does not. */
export const notChecked: readonly string[] = [
  'whether a resource has a property, and of which type: the types of Azure are in no package',
  'whether an expression has the type that its place wants',
  'what a region, a subscription or a policy of yours allows; quotas',
  'what is inside the queries of alerts and workbook, beyond the figures, dimensions and values that they name',
];
