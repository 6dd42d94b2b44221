import type { ODataValue } from '../odata/value.ts';

/** A closed condition over the columns of one row. */
export type Filter =
  | { readonly kind: 'everything' }
  | { readonly kind: 'equals'; readonly column: string; readonly value: ODataValue }
  | { readonly kind: 'differs'; readonly column: string; readonly value: ODataValue }
  | { readonly kind: 'and'; readonly all: readonly Filter[] }
  | { readonly kind: 'or'; readonly any: readonly Filter[] };
