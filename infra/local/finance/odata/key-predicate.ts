import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';
import { literalValue } from './literal-value.ts';
import { readLiteral } from './literal.ts';
import { badQuery } from './refusals.ts';

/**
 * Reads `dataAreaId='usmf',ProjectId='P-1'` in any order, or the bare value of a single key.
 *
 * @returns values of the key properties that were given; some may be missing.
 * @throws Refusal on another name, a wrong form of value, or a name given twice.
 */
export function keyPredicate(entity: Entity, text: string): Values {
  const syntax = (): never => {
    throw badQuery('Bad Request - Error in query syntax: the key predicate cannot be read.');
  };
  const values: Record<string, string> = {};
  for (let at = 0; ;) {
    const named = /\s*([A-Za-z_]\w*)\s*=\s*/y;
    named.lastIndex = at;
    const name = named.exec(text);
    const [single] = entity.key;
    const property = name?.[1] ?? (entity.key.length === 1 && at === 0 ? single : undefined);
    if (property === undefined || !entity.key.includes(property) || property in values) return syntax();
    const read = readLiteral(text, at + (name?.[0].length ?? 0));
    const definition = entity.properties[property];
    if (read === undefined || definition === undefined) return syntax();
    const value = literalValue(read.literal, definition);
    if (value === undefined) return syntax();
    values[property] = value;
    const next = text.slice(read.end).trimStart();
    if (next === '') return values;
    if (!next.startsWith(',')) return syntax();
    at = text.length - next.length + 1;
  }
}
