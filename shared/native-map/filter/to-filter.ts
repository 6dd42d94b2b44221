import type { LosslessNumber } from 'lossless-json';
import type { Filter } from '../../table-map/filter.ts';
import { when } from '../../table-map/when.ts';
import type { Condition, Literal } from './condition.ts';
import { FilterError } from './filter-error.ts';

/** A column that a filter names, as our maps know it. */
export interface FilterColumn {
  /** Dataverse column or path, or Finance property, as we spell it. */
  readonly name: string;
  /**
   * The value in the form in which it is compared with a row.
   *
   * @throws FilterError when the column cannot hold it.
   */
  readonly valueOf: (literal: Literal) => string | boolean | null | LosslessNumber;
}

/**
 * A filter of dual-write as one of ours.
 *
 * @param columnOf finds a column by its name in the filter. @throws FilterError
 * @throws FilterError naming what ours cannot say: an order, a wildcard, a function.
 */
export function toFilter(condition: Condition, columnOf: (name: string) => FilterColumn): Filter {
  const read = (part: Condition, negated: boolean): Filter => {
    switch (part.kind) {
      case 'not':
        return read(part.part, !negated);
      case 'and':
      case 'or': {
        const parts = part.parts.map((each) => read(each, negated));
        return (part.kind === 'and') === negated ? when.any(...parts) : when.all(...parts);
      }
      case 'flag':
        return compare(part.column, { kind: 'boolean', value: true }, negated);
      case 'in': {
        const parts = part.values.map((each) => compare(part.column, each, negated));
        return negated ? when.all(...parts) : when.any(...parts);
      }
      case 'call':
        throw new FilterError(`calls ${part.name}, which our filters do not know`);
      case 'compare': {
        const { column, operator, value } = part;
        if (operator !== 'eq' && operator !== 'ne')
          throw new FilterError(`compares ${column} by ${operator}; our filters know equal and different`);
        const differs = (operator === 'ne') !== negated;
        if (value.kind !== 'column') return compare(column, value, differs);
        if (!differs)
          throw new FilterError(`wants ${column} equal to ${value.column}; ours know different only`);
        return when.columnsDiffer(columnOf(column).name, columnOf(value.column).name);
      }
    }
  };
  const compare = (column: string, literal: Literal, differs: boolean): Filter => {
    const { name, valueOf } = columnOf(column);
    return { kind: differs ? 'differs' : 'equals', column: name, value: valueOf(literal) };
  };
  return read(condition, false);
}
