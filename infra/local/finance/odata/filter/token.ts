import { readLiteral, type Literal } from '../literal.ts';
import { badQuery } from '../refusals.ts';

export type Token =
  | { readonly kind: 'literal'; readonly literal: Literal; readonly at: number }
  | { readonly kind: 'word'; readonly word: string; readonly at: number }
  | { readonly kind: 'symbol'; readonly symbol: '(' | ')' | ','; readonly at: number };

/** Splits a filter. @throws Refusal on a character that starts nothing. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length;) {
    const character = text[at];
    if (character === undefined || /\s/.test(character)) {
      at += 1;
    } else if (character === '(' || character === ')' || character === ',') {
      found.push({ kind: 'symbol', symbol: character, at });
      at += 1;
    } else {
      const read = readLiteral(text, at);
      const token: Token =
        read === undefined ? word(text, at) : { kind: 'literal', literal: read.literal, at };
      found.push(token);
      at = read?.end ?? at + (token.kind === 'word' ? token.word.length : 1);
    }
  }
  return found;
}

function word(text: string, at: number): Token {
  const form = /[A-Za-z_][\w.]*/y;
  form.lastIndex = at;
  const match = form.exec(text);
  if (match === null)
    throw badQuery(
      `Syntax error: character '${text[at] ?? ''}' is not valid at position ${at} in '${text}'.`,
    );
  return { kind: 'word', word: match[0], at };
}
