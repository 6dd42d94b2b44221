/** What a filter of dual-write says, in either of its languages, before it is looked at whether ours can say it. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | {
      readonly kind: 'compare';
      readonly column: string;
      readonly operator: Operator;
      readonly value: Literal | { readonly kind: 'column'; readonly column: string };
    }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly Literal[] }
  /** A flag that stands alone. */
  | { readonly kind: 'flag'; readonly column: string }
  | { readonly kind: 'call'; readonly name: string };

export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'like';

export type Literal =
  | { readonly kind: 'text' | 'number' | 'guid'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** `NoYes::Yes`, or `Microsoft.Dynamics.DataEntities.NoYes'Yes'`. */
  | { readonly kind: 'enum'; readonly type: string; readonly member: string }
  /** YYYY-MM-DD, whatever the time of day. */
  | { readonly kind: 'date'; readonly text: string };
