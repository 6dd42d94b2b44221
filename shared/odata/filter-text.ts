import type { Filter } from '../table-map/filter.ts';
import type { ODataValue } from './value.ts';

/** One comparison in the words of a system. */
export type Comparison = (column: string, operator: 'eq' | 'ne', value: ODataValue) => string;

/** What a filter comes to: nothing to say, no row possible, or an expression. */
export type FilterText =
  | { readonly kind: 'everything' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly text: string };

/** A filter as the text of `$filter`. */
export function filterText(filter: Filter, compare: Comparison): FilterText {
  switch (filter.kind) {
    case 'everything':
      return { kind: 'everything' };
    case 'equals':
      return { kind: 'text', text: compare(filter.column, 'eq', filter.value) };
    case 'differs':
      return { kind: 'text', text: compare(filter.column, 'ne', filter.value) };
    case 'columns-differ':
      throw new Error(
        `${filter.column} and ${filter.other} are compared on the row that was read; no system is asked to.`,
      );
    case 'and': {
      const parts = filter.all.map((part) => filterText(part, compare));
      if (parts.some((part) => part.kind === 'nothing')) return { kind: 'nothing' };
      return join(parts, 'and') ?? { kind: 'everything' };
    }
    case 'or': {
      const parts = filter.any.map((part) => filterText(part, compare));
      if (parts.some((part) => part.kind === 'everything')) return { kind: 'everything' };
      return join(parts, 'or') ?? { kind: 'nothing' };
    }
  }
}

function join(parts: readonly FilterText[], word: 'and' | 'or'): FilterText | undefined {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  if (texts.length === 0) return undefined;
  if (texts.length === 1) return { kind: 'text', text: texts[0] ?? '' };
  return { kind: 'text', text: texts.map((text) => `(${text})`).join(` ${word} `) };
}
