import type { Filter } from './filter.ts';

/** A condition as a person reads it: `ProjCostTransExists eq 1 and ProjId ne ''`. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'everything':
      return 'every row';
    case 'equals':
      return `${filter.column} eq ${literal(filter.value)}`;
    case 'differs':
      return `${filter.column} ne ${literal(filter.value)}`;
    case 'columns-differ':
      return `${filter.column} ne ${filter.other}`;
    case 'and':
      return filter.all.map(nested).join(' and ');
    case 'or':
      return filter.any.map(nested).join(' or ');
  }
}

const nested = (filter: Filter): string =>
  filter.kind === 'and' || filter.kind === 'or' ? `(${printFilter(filter)})` : printFilter(filter);

const literal = (value: Extract<Filter, { kind: 'equals' }>['value']): string =>
  typeof value === 'string' ? `'${value}'` : String(value);
