import { refusals } from '../web/refusals.ts';
import type { Comparison, FilterExpression, Literal } from './filter-expression.ts';
import { tokenize, type Token } from './tokenize.ts';

const comparisons: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const textFunctions = ['contains', 'startswith', 'endswith'] as const;
const inFunction = 'Microsoft.Dynamics.CRM.In';

/**
 * Reads a `$filter`: comparisons with literals, and, or, not, parentheses, the In query function and text functions.
 * @throws WebApiError 400 for anything else.
 */
export function parseFilter(filter: string): FilterExpression {
  const parser = new Parser(filter, tokenize(filter));
  return parser.whole();
}

class Parser {
  readonly #filter: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(filter: string, tokens: readonly Token[]) {
    this.#filter = filter;
    this.#tokens = tokens;
  }

  whole(): FilterExpression {
    const expression = this.#or();
    if (this.#at < this.#tokens.length) throw this.#wrong();
    return expression;
  }

  #or(): FilterExpression {
    let left = this.#and();
    while (this.#take('word', 'or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): FilterExpression {
    let left = this.#unary();
    while (this.#take('word', 'and')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): FilterExpression {
    if (this.#take('word', 'not')) return { kind: 'not', inner: this.#unary() };
    if (this.#take('mark', '(')) {
      const inner = this.#or();
      this.#need('mark', ')');
      return inner;
    }
    const word = this.#need('word');
    if (word === inFunction) return this.#in();
    const name = textFunctions.find((candidate) => candidate === word);
    if (name !== undefined && this.#take('mark', '(')) {
      const path = this.#path(this.#need('word'));
      this.#need('mark', ',');
      const value = this.#need('text');
      this.#need('mark', ')');
      return { kind: 'text-function', name, path, value };
    }
    const path = this.#path(word);
    const comparison = this.#need('word');
    if (!comparisons.includes(comparison)) throw this.#wrong();
    return { kind: 'compare', path, comparison: comparison as Comparison, literal: this.#literal() };
  }

  #path(first: string): string[] {
    const path = [first];
    while (this.#take('mark', '/')) path.push(this.#need('word'));
    return path;
  }

  /** `Microsoft.Dynamics.CRM.In(PropertyName='x',PropertyValues=['a','b'])` */
  #in(): FilterExpression {
    this.#need('mark', '(');
    this.#need('word', 'PropertyName');
    this.#need('mark', '=');
    const property = this.#need('text');
    this.#need('mark', ',');
    this.#need('word', 'PropertyValues');
    this.#need('mark', '=');
    this.#need('mark', '[');
    const values = [this.#need('text')];
    while (this.#take('mark', ',')) values.push(this.#need('text'));
    this.#need('mark', ']');
    this.#need('mark', ')');
    return { kind: 'in', property, values };
  }

  #literal(): Literal {
    const token = this.#tokens[this.#at++];
    if (token?.kind === 'text') return { kind: 'text', value: token.value };
    if (token?.kind === 'literal') return { kind: 'bare', value: token.value };
    if (token?.kind === 'word' && token.value === 'null') return { kind: 'null' };
    if (token?.kind === 'word' && (token.value === 'true' || token.value === 'false'))
      return { kind: 'boolean', value: token.value === 'true' };
    throw this.#wrong();
  }

  #take(kind: Token['kind'], value: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind || token.value !== value) return false;
    this.#at += 1;
    return true;
  }

  #need(kind: Token['kind'], value?: string): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind || (value !== undefined && token.value !== value)) throw this.#wrong();
    this.#at += 1;
    return token.value;
  }

  #wrong(): Error {
    return refusals.badQuery(`Syntax error in the filter '${this.#filter}'.`);
  }
}
