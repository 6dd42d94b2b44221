/** A record of a list with the records that it comes after, whether or not those are in the list. */
export interface Ranked {
  readonly record: string;
  readonly parents?: readonly string[] | undefined;
}

/**
 * Rank of each record in a list: 0 for one without a parent in the list, else one more than the highest of its parents.
 * Records that are each other's parents get the rank at which the circle was met. Pure.
 */
export function rankItems(items: readonly Ranked[]): ReadonlyMap<string, number> {
  const listed = new Map(items.map((item) => [item.record, item]));
  const ranks = new Map<string, number>();
  const rankOf = (item: Ranked, above: ReadonlySet<string>): number => {
    const known = ranks.get(item.record);
    if (known !== undefined) return known;
    const within = new Set([...above, item.record]);
    const parents = (item.parents ?? [])
      .filter((parent) => !within.has(parent))
      .flatMap((parent) => listed.get(parent) ?? []);
    const rank = Math.max(-1, ...parents.map((parent) => rankOf(parent, within))) + 1;
    ranks.set(item.record, rank);
    return rank;
  };
  for (const item of items) rankOf(item, new Set());
  return ranks;
}
