import type { Literal } from '../literal.ts';

export type Comparator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A filter as it was written. */
export type Expression =
  | {
      readonly kind: 'compare';
      readonly property: string;
      readonly comparator: Comparator;
      readonly literal: Literal;
    }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression };
