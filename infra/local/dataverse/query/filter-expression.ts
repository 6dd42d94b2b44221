/** A literal of a filter, not yet fitted to a column. */
export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  /** Number, date or guid as it was written. */
  | { readonly kind: 'bare'; readonly value: string };

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A filter as it was written; `path` holds navigation properties and, last, a property. */
export type FilterExpression =
  | { readonly kind: 'and' | 'or'; readonly left: FilterExpression; readonly right: FilterExpression }
  | { readonly kind: 'not'; readonly inner: FilterExpression }
  | {
      readonly kind: 'compare';
      readonly path: readonly string[];
      readonly comparison: Comparison;
      readonly literal: Literal;
    }
  | { readonly kind: 'in'; readonly property: string; readonly values: readonly string[] }
  | {
      readonly kind: 'text-function';
      readonly name: 'contains' | 'startswith' | 'endswith';
      readonly path: readonly string[];
      readonly value: string;
    };
