import { FilterError } from './filter-error.ts';
import type { Token, Word } from './token.ts';

/**
 * Cuts a filter into tokens, the first kind of word that fits each time; blanks that do not break are blanks.
 *
 * @param words kinds of words, each with a sticky pattern.
 * @throws FilterError naming what is no word.
 */
export function readTokens(text: string, words: readonly Word[]): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const found = wordAt(text, at, words);
    if (found === undefined) throw new FilterError(`cannot be read from "${text.slice(at, at + 30)}" on`);
    at += found.length;
    if (found.token !== undefined) tokens.push(found.token);
  }
  return [...tokens, { kind: 'end' }];
}

function wordAt(
  text: string,
  at: number,
  words: readonly Word[],
): { readonly length: number; readonly token: Token | undefined } | undefined {
  for (const { looks, token } of words) {
    looks.lastIndex = at;
    const match = looks.exec(text);
    if (match !== null) return { length: match[0].length, token: token(match) };
  }
  return undefined;
}
