import type { Entity } from '../schema/entity.ts';
import type { Expression } from './filter/expression.ts';
import { parseFilter } from './filter/parse-filter.ts';
import type { Operation } from './operation.ts';
import { badQuery } from './refusals.ts';

export interface QueryOptions {
  readonly crossCompany: boolean;
  readonly filter?: Expression;
  readonly select?: readonly string[];
  readonly orderBy: readonly { readonly name: string; readonly descending: boolean }[];
  readonly top?: number;
  readonly skip: number;
  readonly count: boolean;
}

const known = new Set(['$filter', '$select', '$orderby', '$top', '$skip', '$count']);

/** @throws Refusal on an option that Finance does not have here, or on a value that cannot be read. */
export function queryOptions(entity: Entity, operation: Operation): QueryOptions {
  const query = new URLSearchParams(operation.query);
  for (const name of query.keys())
    if (name.startsWith('$') && !known.has(name))
      throw badQuery(`The query option '${name}' is not supported.`);
  const filter = query.get('$filter');
  const select = query.get('$select');
  const top = query.get('$top');
  return {
    crossCompany: isCrossCompany(query),
    ...(filter === null ? {} : { filter: parseFilter(filter) }),
    ...(select === null || select.trim() === '*'
      ? {}
      : { select: select.split(',').map((name) => property(entity, name)) }),
    ...(top === null ? {} : { top: count('$top', top) }),
    orderBy: orderBy(entity, query.get('$orderby')),
    skip: count('$skip', query.get('$skip') ?? '0'),
    count: query.get('$count') === 'true',
  };
}

/** Whether rows of all legal entities are asked for, not of the user's own alone. */
export const isCrossCompany = (query: URLSearchParams): boolean =>
  query.get('cross-company')?.toLowerCase() === 'true';

function property(entity: Entity, text: string): string {
  const name = text.trim();
  if (Object.hasOwn(entity.properties, name)) return name;
  throw badQuery(
    `Could not find a property named '${name}' on type 'Microsoft.Dynamics.DataEntities.${entity.type}'.`,
  );
}

const orderBy = (entity: Entity, text: string | null): QueryOptions['orderBy'] =>
  text === null
    ? []
    : text.split(',').map((part) => {
        const [name = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
        if (rest.length > 0 || (direction !== 'asc' && direction !== 'desc'))
          throw badQuery(`Syntax error in '${text}'.`);
        return { name: property(entity, name), descending: direction === 'desc' };
      });

function count(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw badQuery(
    `Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`,
  );
}
