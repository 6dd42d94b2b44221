/** What a look at a row may come to that no person has to see. */
export const needsNobody: ReadonlySet<string> = new Set([
  'applied',
  'unchanged',
  'skipped',
  'superseded',
  'deleted',
  'folded',
]);
