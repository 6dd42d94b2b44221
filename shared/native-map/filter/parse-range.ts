import type { Condition } from './condition.ts';
import { parseCondition } from './parse-condition.ts';
import { readTokens } from './read-tokens.ts';
import type { Token, Word } from './token.ts';
import { fixed, number, shared, value } from './words.ts';

const two = (digits: string | undefined): string => (digits ?? '').padStart(2, '0');

const words: readonly Word[] = [
  ...shared,
  value(/(["'])((?:\\["']|(?!\1).)*)\1/y, (match) => ({
    kind: 'text',
    text: (match[2] ?? '').replaceAll(/\\(["'])/g, '$1'),
  })),
  value(/(\d{1,2})\\(\d{1,2})\\(\d{4})(?!\w)/y, ([, day, month, year]) => ({
    kind: 'date',
    text: `${year ?? ''}-${two(month)}-${two(day)}`,
  })),
  number,
  fixed(/&&/y, { kind: 'and' }),
  fixed(/\|\|/y, { kind: 'or' }),
  fixed(/==?/y, { kind: 'operator', operator: 'eq' }),
  fixed(/!=|<>/y, { kind: 'operator', operator: 'ne' }),
  fixed(/>=/y, { kind: 'operator', operator: 'ge' }),
  fixed(/<=/y, { kind: 'operator', operator: 'le' }),
  fixed(/>/y, { kind: 'operator', operator: 'gt' }),
  fixed(/</y, { kind: 'operator', operator: 'lt' }),
  fixed(/!/y, { kind: 'not' }),
  value(/([A-Za-z_]\w*)::(\w+)/y, (match) => ({
    kind: 'enum',
    type: match[1] ?? '',
    member: match[2] ?? '',
  })),
  { looks: /[A-Za-z_][\w.]*/y, token: ([text]) => wordOf(text) },
];

/**
 * Reads the filter of the Finance side, a query range of X++: `((PartyType == "Organization") && (Name like "A*"))`.
 *
 * @throws FilterError
 * @see https://learn.microsoft.com/dynamics365/fin-ops-core/fin-ops/get-started/advanced-filtering-query-options
 */
export const parseRange = (text: string): Condition => parseCondition(readTokens(text, words));

function wordOf(text: string): Token {
  switch (text.toLowerCase()) {
    case 'like':
      return { kind: 'operator', operator: 'like' };
    case 'true':
    case 'false':
      return { kind: 'literal', literal: { kind: 'boolean', value: text.toLowerCase() === 'true' } };
    default:
      return { kind: 'name', name: text };
  }
}
