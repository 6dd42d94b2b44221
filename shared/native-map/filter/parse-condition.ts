import type { Condition, Literal, Operator } from './condition.ts';
import { FilterError } from './filter-error.ts';
import type { Token } from './token.ts';

/** Where an operator stands when its two sides are exchanged. */
const exchanged: Readonly<Record<Operator, Operator>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
  like: 'like',
};

/**
 * Puts the tokens of a filter together; `and` binds closer than `or`, `not` closest.
 *
 * @throws FilterError naming what is missing.
 */
export function parseCondition(tokens: readonly Token[]): Condition {
  let at = 0;
  const peek = (): Token => tokens[at] ?? { kind: 'end' };
  const take = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  const expect = (kind: Token['kind'], where: string): void => {
    if (take().kind !== kind) throw new FilterError(`cannot be read: ${where}`);
  };

  const chain = (kind: 'and' | 'or', part: () => Condition): Condition => {
    const parts = [part()];
    while (peek().kind === kind) {
      take();
      parts.push(part());
    }
    const [only] = parts;
    return only !== undefined && parts.length === 1 ? only : { kind, parts };
  };
  const either = (): Condition => chain('or', () => chain('and', single));

  const single = (): Condition => {
    const token = take();
    switch (token.kind) {
      case 'not':
        return { kind: 'not', part: single() };
      case 'open': {
        const inside = either();
        expect('close', 'a bracket is not closed');
        return inside;
      }
      case 'name':
        return peek().kind === 'open' ? call(token.name) : afterColumn(token.name);
      case 'literal':
        return exchangedComparison(token.literal);
      default:
        throw new FilterError('cannot be read: a column is missing');
    }
  };

  const afterColumn = (column: string): Condition => {
    const token = peek();
    if (token.kind === 'in') {
      take();
      return { kind: 'in', column, values: list() };
    }
    if (token.kind !== 'operator') return { kind: 'flag', column };
    take();
    const right = take();
    if (right.kind === 'literal')
      return { kind: 'compare', column, operator: token.operator, value: right.literal };
    if (right.kind === 'name')
      return {
        kind: 'compare',
        column,
        operator: token.operator,
        value: { kind: 'column', column: right.name },
      };
    throw new FilterError(`cannot be read: what ${column} is compared with is missing`);
  };

  const exchangedComparison = (value: Literal): Condition => {
    const operator = take();
    const column = take();
    if (operator.kind !== 'operator' || column.kind !== 'name')
      throw new FilterError('cannot be read: a value stands alone');
    return { kind: 'compare', column: column.name, operator: exchanged[operator.operator], value };
  };

  const list = (): readonly Literal[] => {
    expect('open', 'a list is missing');
    const values: Literal[] = [];
    for (;;) {
      const token = take();
      if (token.kind !== 'literal') throw new FilterError('cannot be read: a list holds more than values');
      values.push(token.literal);
      const next = take();
      if (next.kind === 'close') return values;
      if (next.kind !== 'comma') throw new FilterError('cannot be read: a list is not closed');
    }
  };

  /** What a function is given does not matter: none can be carried over. */
  const call = (name: string): Condition => {
    let depth = 0;
    do {
      const { kind } = take();
      if (kind === 'end') throw new FilterError('cannot be read: a bracket is not closed');
      if (kind === 'open') depth += 1;
      if (kind === 'close') depth -= 1;
    } while (depth > 0);
    if (peek().kind === 'operator') {
      take();
      take();
    }
    return { kind: 'call', name };
  };

  const whole = either();
  if (peek().kind !== 'end') throw new FilterError('cannot be read to its end: and, or, && or || is missing');
  return whole;
}
