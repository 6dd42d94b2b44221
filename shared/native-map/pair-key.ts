/** Names a pair of tables whichever is written first: the Dataverse set and the label of the Finance entity. */
export const pairKey = (one: string, other: string): string =>
  [one, other]
    .map((name) => name.trim().toLowerCase())
    .sort()
    .join(' - ');
