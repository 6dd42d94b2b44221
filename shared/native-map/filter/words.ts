import type { Literal } from './condition.ts';
import type { Token, Word } from './token.ts';

/** A word that is always the same token. */
export const fixed = (looks: RegExp, token: Token | undefined): Word => ({ looks, token: () => token });

/** A word that is a value. */
export const value = (looks: RegExp, literal: (match: RegExpExecArray) => Literal): Word => ({
  looks,
  token: (match) => ({ kind: 'literal', literal: literal(match) }),
});

/** Words that both languages have. */
export const shared: readonly Word[] = [
  fixed(/\s+/y, undefined),
  fixed(/\(/y, { kind: 'open' }),
  fixed(/\)/y, { kind: 'close' }),
  fixed(/,/y, { kind: 'comma' }),
];

export const number = value(/-?\d+(\.\d+)?(?![\w.])/y, ([text]) => ({ kind: 'number', text }));
