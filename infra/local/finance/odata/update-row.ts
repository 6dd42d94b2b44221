import type { Entity } from '../schema/entity.ts';
import { emptyValue } from '../store/empty-values.ts';
import { etag } from '../store/etag.ts';
import type { Values } from '../store/stored-row.ts';
import { noContent, type Answer } from './answer.ts';
import type { Operation } from './operation.ts';
import { fitTexts } from './fit-texts.ts';
import { readBody } from './read-body.ts';
import { emptyTextRefused, mustBeFilledIn, notEditable, setRefuses } from './refusals.ts';
import { refuses } from './refuses.ts';
import { rowForUpdate } from './row-for-update.ts';
import type { Service } from './service.ts';

/**
 * Answers `PATCH Set(key)`, and `PUT Set(key)`, which empties what it does not name.
 *
 * @throws Refusal when the row is missing, or a field or rule speaks against the change.
 */
export function updateRow(service: Service, entity: Entity, key: string, operation: Operation): Answer {
  if (refuses(service, entity, 'update')) throw setRefuses(entity, 'update');
  const body = fitTexts(service, entity, readBody(entity, operation.body, service.behaviour.now.nullEnum));
  const row = rowForUpdate(service, entity, key, operation);
  const changes: Values = operation.method === 'PUT' ? { ...emptied(entity), ...body } : body;
  for (const [name, value] of Object.entries(changes)) {
    const property = entity.properties[name];
    if (property === undefined) continue;
    if (property.allowEdit === false || entity.key.includes(name)) throw notEditable(entity, name, property);
    if (value === '' && property.type === 'String' && service.behaviour.now.emptyText === 'refused')
      throw emptyTextRefused(name);
    if (property.required === true && value === emptyValue(property))
      throw mustBeFilledIn(entity, name, property);
  }
  const written = { before: row.values, sent: body, after: { ...row.values, ...changes } };
  const after: Values = { ...written.after, ...service.defaultRow(entity, written) };
  service.validate(entity, row.values, after);
  return noContent({ ETag: etag(service.afterWrite(entity, service.store.update(entity, row, after))) });
}

/** Editable fields of a PUT that does not name them. */
const emptied = (entity: Entity): Values =>
  Object.fromEntries(
    Object.entries(entity.properties)
      .filter(([name, property]) => property.allowEdit !== false && !entity.key.includes(name))
      .map(([name, property]) => [name, emptyValue(property)]),
  );
