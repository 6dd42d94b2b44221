import { LosslessNumber } from 'lossless-json';
import { financeEntity } from '../../table-map/finance-entity.ts';
import type { FinanceProperty } from '../../table-map/metadata/column-types.ts';
import { propertyNamed } from '../property-named.ts';
import { propertyName } from './column-name.ts';
import type { Literal } from './condition.ts';
import { FilterError } from './filter-error.ts';
import type { FilterColumn } from './to-filter.ts';

/**
 * A property of a query range over an entity, whatever its case, with or without its data source in front.
 *
 * @throws FilterError when our metadata does not know it.
 */
export function financeProperty(entity: string, name: string): FilterColumn {
  const property = propertyNamed(entity, propertyName(name));
  if (property === undefined)
    throw new FilterError(
      `names ${name}, and our metadata knows no such property of ${entity}: declare it in properties of the file`,
    );
  const type = financeEntity(entity).properties[property] ?? 'string';
  return { name: property, valueOf: (literal) => valueOf(property, type, literal) };
}

function valueOf(property: string, type: FinanceProperty, literal: Literal): string | LosslessNumber {
  if (typeof type !== 'string') return memberOf(property, type.enum, literal);
  if (literal.kind === 'text' && type === 'string') return literal.text;
  if (literal.kind === 'date')
    throw new FilterError(`compares ${property} with a date, which our filters do not`);
  if (literal.kind === 'number' && ['int32', 'int64', 'real'].includes(type))
    return new LosslessNumber(literal.text);
  throw new FilterError(`compares ${property}, of type ${type}, with a ${literal.kind}`);
}

/** A member by name, with or without its enum; the integers behind members are published nowhere. */
function memberOf(property: string, members: readonly string[], literal: Literal): string {
  const named = literal.kind === 'enum' ? literal.member : literal.kind === 'text' ? literal.text : undefined;
  if (named === undefined)
    throw new FilterError(`compares ${property}, an enum, with a ${literal.kind}; name the member instead`);
  const member = members.find((each) => each.toLowerCase() === named.toLowerCase());
  if (member === undefined) throw new FilterError(`names ${named}, which is no member of ${property}`);
  return member;
}
