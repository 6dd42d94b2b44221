import Big from 'big.js';
import type { Behaviour } from '../../sandbox/behaviour.ts';
import type { Entity } from '../../schema/entity.ts';
import type { Property } from '../../schema/property.ts';
import type { Values } from '../../store/stored-row.ts';
import { literalValue } from '../literal-value.ts';
import { badQuery } from '../refusals.ts';
import type { Comparator, Expression } from './expression.ts';

export type Predicate = (values: Values) => boolean;

type Comparison = Extract<Expression, { kind: 'compare' }>;

/**
 * Makes a filter runnable. Text compares without regard to case, and `eq`/`ne` take `*` for any characters.
 *
 * @throws Refusal on an unknown property, a literal of another type, or an order comparison of enumerations.
 */
export function compileFilter(
  entity: Entity,
  expression: Expression,
  textCase: Behaviour['textCase'] = 'ignored',
): Predicate {
  switch (expression.kind) {
    case 'compare':
      return compare(entity, expression, textCase);
    case 'not': {
      const inner = compileFilter(entity, expression.operand, textCase);
      return (values) => !inner(values);
    }
    case 'and': {
      const all = expression.operands.map((operand) => compileFilter(entity, operand, textCase));
      return (values) => all.every((predicate) => predicate(values));
    }
    case 'or': {
      const any = expression.operands.map((operand) => compileFilter(entity, operand, textCase));
      return (values) => any.some((predicate) => predicate(values));
    }
  }
}

function compare(
  entity: Entity,
  { property: name, comparator, literal }: Comparison,
  textCase: Behaviour['textCase'],
): Predicate {
  const property = Object.hasOwn(entity.properties, name) ? entity.properties[name] : undefined;
  const typeName = `Microsoft.Dynamics.DataEntities.${entity.type}`;
  if (property === undefined)
    throw badQuery(`Could not find a property named '${name}' on type '${typeName}'.`);
  const value = literal.kind === 'null' && property.type === 'String' ? '' : literalValue(literal, property);
  if (value === undefined)
    throw badQuery(
      `A binary operator with incompatible types was detected: property '${name}' of type '${typeName}' and a ${literal.kind}.`,
    );
  if (property.type === 'Enum' && comparator !== 'eq' && comparator !== 'ne')
    throw badQuery(`The operator '${comparator}' is not supported for enumerations.`);
  if (property.type === 'String') return compareText(name, comparator, value, textCase);
  const order = orderOf(property);
  return (values) => holds[comparator](order(values[name] ?? '', value));
}

const holds: Readonly<Record<Comparator, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

function compareText(
  name: string,
  comparator: Comparator,
  value: string,
  textCase: Behaviour['textCase'],
): Predicate {
  const folded = (text = ''): string => (textCase === 'ignored' ? text.toLowerCase() : text);
  const sought = folded(value);
  if ((comparator === 'eq' || comparator === 'ne') && value.includes('*')) {
    const pattern = new RegExp(`^${sought.split('*').map(escape).join('.*')}$`, 's');
    return (values) => pattern.test(folded(values[name])) === (comparator === 'eq');
  }
  return (values) => holds[comparator](textOrder(folded(values[name]), sought));
}

/** How two values of a property are ordered: negative, zero, positive. */
export function orderOf(property: Property): (left: string, right: string) => number {
  switch (property.type) {
    case 'Real':
      return (left, right) => Big(left).cmp(right);
    case 'Int32':
    case 'Int64':
      return (left, right) => (BigInt(left) < BigInt(right) ? -1 : BigInt(left) > BigInt(right) ? 1 : 0);
    case 'String':
      return (left, right) => textOrder(left.toLowerCase(), right.toLowerCase());
    default:
      return textOrder;
  }
}

const escape = (text: string): string => text.replaceAll(/[.?+^${}()|[\]\\]/g, '\\$&');

const textOrder = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
