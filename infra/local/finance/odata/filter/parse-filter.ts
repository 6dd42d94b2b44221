import type { Literal } from '../literal.ts';
import { badQuery } from '../refusals.ts';
import type { Comparator, Expression } from './expression.ts';
import { tokens, type Token } from './token.ts';

const comparators: ReadonlySet<string> = new Set<Comparator>(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const isComparator = (word: string): word is Comparator => comparators.has(word);
const mirrored: Readonly<Record<Comparator, Comparator>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
};

/**
 * Parses comparisons, `and`, `or`, `not` and parentheses.
 *
 * @throws Refusal on anything else: Finance knows no `in` and no `has`; functions and arithmetic are not modelled here.
 */
export function parseFilter(text: string): Expression {
  const all = tokens(text);
  let next = 0;
  const peek = (): Token | undefined => all[next];
  const fail = (): never => {
    throw badQuery(`Syntax error at position ${peek()?.at ?? text.length} in '${text}'.`);
  };
  const takeWord = (word: string): boolean => {
    const token = peek();
    if (token?.kind !== 'word' || token.word !== word) return false;
    next += 1;
    return true;
  };
  const takeSymbol = (symbol: string): boolean => {
    const token = peek();
    if (token?.kind !== 'symbol' || token.symbol !== symbol) return false;
    next += 1;
    return true;
  };
  const chain = (kind: 'and' | 'or', operand: () => Expression): Expression => {
    const operands = [operand()];
    while (takeWord(kind)) operands.push(operand());
    const [only] = operands;
    return operands.length === 1 && only !== undefined ? only : { kind, operands };
  };
  const either = (): Expression => chain('or', both);
  const both = (): Expression => chain('and', unary);
  const unary = (): Expression => {
    if (takeWord('not')) return { kind: 'not', operand: unary() };
    if (!takeSymbol('(')) return comparison();
    const inner = either();
    return takeSymbol(')') ? inner : fail();
  };
  const comparison = (): Expression => {
    const left = operand();
    const token = peek();
    if (token?.kind !== 'word' || !isComparator(token.word)) return fail();
    next += 1;
    const right = operand();
    if ('property' in left && 'literal' in right)
      return { kind: 'compare', ...left, comparator: token.word, ...right };
    if ('literal' in left && 'property' in right)
      return { kind: 'compare', ...right, comparator: mirrored[token.word], ...left };
    return fail();
  };
  const operand = (): { property: string } | { literal: Literal } => {
    const token = peek();
    if (token === undefined || token.kind === 'symbol') return fail();
    next += 1;
    if (token.kind === 'literal') return { literal: token.literal };
    const after = peek();
    if (after?.kind === 'symbol' && after.symbol === '(')
      throw badQuery(`An unknown function with name '${token.word}' was found.`);
    return { property: token.word };
  };
  const expression = either();
  return next === all.length ? expression : fail();
}
