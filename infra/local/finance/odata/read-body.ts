import { parse } from 'lossless-json';
import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';
import { readValue } from './read-value.ts';
import { badBody, unknownProperty } from './refusals.ts';

/**
 * Reads the body of a write.
 *
 * @throws Refusal when it is no JSON object, names an unknown property, or a value does not fit. Annotations
 * (`@odata.…`) are ignored.
 */
export function readBody(entity: Entity, body: string): Values {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseObject(body))) {
    if (name.includes('@')) continue;
    const property = Object.hasOwn(entity.properties, name) ? entity.properties[name] : undefined;
    if (property === undefined) throw unknownProperty(entity, name);
    values[name] = readValue(name, property, value, entity.key.includes(name));
  }
  return values;
}

function parseObject(body: string): object {
  let parsed: unknown;
  try {
    parsed = parse(body);
  } catch {
    throw badBody('Invalid JSON. The body cannot be read.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw badBody("An unexpected node was found when reading from the JSON reader. A 'StartObject' node was expected.");
  return parsed;
}
