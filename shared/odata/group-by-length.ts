/** Cuts texts into groups whose total length, with a separator between, stays within `most`; a longer text is alone. */
export function groupByLength<Item>(
  items: readonly Item[],
  lengthOf: (item: Item) => number,
  most: number,
  mostItems: number,
): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  let group: Item[] = [];
  let length = 0;
  for (const item of items) {
    const added = lengthOf(item);
    if (group.length > 0 && (length + added > most || group.length === mostItems)) {
      groups.push(group);
      group = [];
      length = 0;
    }
    group.push(item);
    length += added;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}
