import type { Filter } from './filter.ts';

/** The columns that a filter looks at, each once, in the order in which it names them. */
export function filterColumns(filter: Filter): readonly string[] {
  return [...new Set(columns(filter))];
}

function columns(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case 'everything':
      return [];
    case 'equals':
    case 'differs':
      return [filter.column];
    case 'columns-differ':
      return [filter.column, filter.other];
    case 'and':
      return filter.all.flatMap(columns);
    case 'or':
      return filter.any.flatMap(columns);
  }
}
