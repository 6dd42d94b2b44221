import type { ODataValue } from '../odata/value.ts';

/** A closed condition over the columns of one row; `Column` narrows it to those that exist. */
export type Filter<Column extends string = string> =
  | { readonly kind: 'everything' }
  | { readonly kind: 'equals'; readonly column: Column; readonly value: ODataValue }
  | { readonly kind: 'differs'; readonly column: Column; readonly value: ODataValue }
  /** Two columns of the row hold different values. Evaluated on a row that was read, never sent to a system. */
  | { readonly kind: 'columns-differ'; readonly column: Column; readonly other: Column }
  | { readonly kind: 'and'; readonly all: readonly Filter<Column>[] }
  | { readonly kind: 'or'; readonly any: readonly Filter<Column>[] };
