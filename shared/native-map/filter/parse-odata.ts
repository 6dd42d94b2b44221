import type { Condition, Operator } from './condition.ts';
import { parseCondition } from './parse-condition.ts';
import { readTokens } from './read-tokens.ts';
import type { Token, Word } from './token.ts';
import { number, shared, value } from './words.ts';

const guid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?!\w)/iy;
const operators: readonly Operator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];

const words: readonly Word[] = [
  ...shared,
  value(/'((?:[^']|'')*)'/y, (match) => ({ kind: 'text', text: (match[1] ?? '').replaceAll("''", "'") })),
  value(guid, ([text]) => ({ kind: 'guid', text: text.toLowerCase() })),
  value(/(\d{4}-\d{2}-\d{2})(T[\d:.]+Z?)?(?!\w)/y, (match) => ({ kind: 'date', text: match[1] ?? '' })),
  number,
  value(/([A-Za-z_][\w.]*)'([^']*)'/y, (match) => ({
    kind: 'enum',
    type: match[1] ?? '',
    member: match[2] ?? '',
  })),
  { looks: /[A-Za-z_][\w./]*/y, token: ([text]) => wordOf(text) },
];

/**
 * Reads the filter of the Dataverse side: OData.
 *
 * @throws FilterError
 */
export const parseOData = (text: string): Condition => parseCondition(readTokens(text, words));

function wordOf(text: string): Token {
  const word = text.toLowerCase();
  const operator = operators.find((each) => each === word);
  if (operator !== undefined) return { kind: 'operator', operator };
  switch (word) {
    case 'and':
    case 'or':
    case 'not':
    case 'in':
      return { kind: word };
    case 'true':
    case 'false':
      return { kind: 'literal', literal: { kind: 'boolean', value: word === 'true' } };
    case 'null':
      return { kind: 'literal', literal: { kind: 'null' } };
    default:
      return { kind: 'name', name: text };
  }
}
