import { refusals } from '../web/refusals.ts';

export type Token =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'mark'; readonly value: string };

const tokens: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /'((?:[^']|'')*)'/y],
  // A guid, date or number must be tried before a word: all may begin with the same characters.
  ['literal', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/iy],
  ['literal', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?/y],
  ['literal', /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['word', /[A-Za-z_][\w.]*/y],
  ['mark', /[()[\],=/]/y],
];

/** Splits a filter. @throws WebApiError 400 for a character that belongs to no token. */
export function tokenize(filter: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < filter.length;) {
    if (/\s/.test(filter.charAt(at))) {
      at += 1;
      continue;
    }
    const token = tokenAt(filter, at);
    if (token === undefined) throw refusals.badQuery(`Syntax error at position ${at} in '${filter}'.`);
    found.push(token.token);
    at = token.end;
  }
  return found;
}

function tokenAt(filter: string, at: number): { token: Token; end: number } | undefined {
  for (const [kind, form] of tokens) {
    form.lastIndex = at;
    const match = form.exec(filter);
    if (match === null) continue;
    const value = kind === 'text' ? (match[1] ?? '').replaceAll("''", "'") : match[0];
    return { token: { kind, value }, end: form.lastIndex };
  }
  return undefined;
}
