import type { Filter } from '../../table-map/filter.ts';

/** Whether two filters let the same rows pass, as far as can be told by their parts, whatever the order. */
export const sameFilter = (one: Filter, other: Filter): boolean => canonical(one) === canonical(other);

function canonical(filter: Filter): string {
  switch (filter.kind) {
    case 'everything':
      return 'everything';
    case 'equals':
    case 'differs':
      return JSON.stringify([
        filter.kind,
        filter.column,
        filter.value === null ? null : String(filter.value),
      ]);
    case 'columns-differ':
      return JSON.stringify([filter.kind, ...[filter.column, filter.other].sort()]);
    case 'and':
    case 'or': {
      const parts = [...new Set(partsOf(filter, filter.kind).map(canonical))].sort();
      return parts.length === 1 ? (parts[0] ?? '') : `${filter.kind}(${parts.join()})`;
    }
  }
}

/** Parts of a chain, with chains of the same kind inside it opened. */
function partsOf(filter: Filter, kind: 'and' | 'or'): readonly Filter[] {
  if (filter.kind === 'and' && kind === 'and') return filter.all.flatMap((each) => partsOf(each, kind));
  if (filter.kind === 'or' && kind === 'or') return filter.any.flatMap((each) => partsOf(each, kind));
  return [filter];
}
