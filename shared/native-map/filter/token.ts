import type { Literal, Operator } from './condition.ts';

/** One word of a filter, in either language. */
export type Token =
  | { readonly kind: 'open' | 'close' | 'comma' | 'and' | 'or' | 'not' | 'in' | 'end' }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'literal'; readonly literal: Literal };

/** A way to read one kind of word: what it looks like, and the token it makes; blanks make none. */
export interface Word {
  readonly looks: RegExp;
  readonly token: (match: RegExpExecArray) => Token | undefined;
}
