import { parse } from 'lossless-json';
import type { Behaviour } from '../sandbox/behaviour.ts';
import type { Entity } from '../schema/entity.ts';
import type { Values } from '../store/stored-row.ts';
import { readRow } from './read-row.ts';
import { badBody } from './refusals.ts';

/** Reads the body of a write. @throws Refusal when it is no JSON object, or no row of the entity. */
export const readBody = (entity: Entity, body: string, nullEnum: Behaviour['nullEnum'] = 'empties'): Values =>
  readRow(entity, parseObject(body), nullEnum);

function parseObject(body: string): object {
  let parsed: unknown;
  try {
    parsed = parse(body);
  } catch {
    throw badBody('Invalid JSON. The body cannot be read.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw badBody(
      "An unexpected node was found when reading from the JSON reader. A 'StartObject' node was expected.",
    );
  return parsed;
}
