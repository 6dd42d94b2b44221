/** What a compiler or Azure would find and this check does not. */
export const notChecked: readonly string[] = [
  'whether a property is right that the list of resource-shapes.ts got wrong: the types of Azure are in no package',
  'a value that reaches its place through a parameter or a function, beyond its type',
  'what a region, a subscription or a policy of yours allows; quotas',
  'whether a query of alerts and workbook answers what it is meant to',
];
