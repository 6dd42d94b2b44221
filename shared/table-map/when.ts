import { LosslessNumber } from 'lossless-json';
import type { ODataValue } from '../odata/value.ts';
import type { Filter } from './filter.ts';

/** Writes a filter: `when.all(when.equals('statecode', 0), when.differs('msdyn_project', null))`. */
export const when = {
  everything: { kind: 'everything' },
  equals: <Column extends string>(column: Column, value: FilterValue): Filter<Column> => ({
    kind: 'equals',
    column,
    value: valueOf(value),
  }),
  differs: <Column extends string>(column: Column, value: FilterValue): Filter<Column> => ({
    kind: 'differs',
    column,
    value: valueOf(value),
  }),
  columnsDiffer: <Column extends string>(column: Column, other: Column): Filter<Column> => ({
    kind: 'columns-differ',
    column,
    other,
  }),
  all: <Column extends string>(...all: readonly Filter<Column>[]): Filter<Column> => ({ kind: 'and', all }),
  any: <Column extends string>(...any: readonly Filter<Column>[]): Filter<Column> => ({ kind: 'or', any }),
} as const;

/** Numbers in filters are option values and flags: whole and small. */
type FilterValue = string | boolean | number | null;

const valueOf = (value: FilterValue): ODataValue =>
  typeof value === 'number' ? new LosslessNumber(String(value)) : value;
