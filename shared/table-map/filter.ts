import type { ODataValue } from '../odata/value.ts';

/** A closed condition over the columns of one row; `Column` narrows it to those that exist. */
export type Filter<Column extends string = string> =
  | { readonly kind: 'everything' }
  | { readonly kind: 'equals'; readonly column: Column; readonly value: ODataValue }
  | { readonly kind: 'differs'; readonly column: Column; readonly value: ODataValue }
  | { readonly kind: 'and'; readonly all: readonly Filter<Column>[] }
  | { readonly kind: 'or'; readonly any: readonly Filter<Column>[] };
