import { randomUUID } from 'node:crypto';
import type { Entity } from '../schema/entity.ts';
import { emptyGuid, emptyValue, emptyValues } from '../store/empty-values.ts';
import { etag } from '../store/etag.ts';
import type { Values } from '../store/stored-row.ts';
import { jsonAnswer, type Answer } from './answer.ts';
import { fitTexts } from './fit-texts.ts';
import { isKnownCompany } from './known-company.ts';
import type { Operation } from './operation.ts';
import { readBody } from './read-body.ts';
import { alreadyExists, mustBeFilledIn, notEditable, setRefuses, unknownCompany } from './refusals.ts';
import { refuses } from './refuses.ts';
import { rowAddress } from './row-address.ts';
import type { Service } from './service.ts';
import { writeRow } from './write-row.ts';

/**
 * Answers `POST Set` with the row as it was stored. The company is the one in the body, else the user's.
 *
 * @throws Refusal when the row exists, a field is missing or wrong, or a rule of the table speaks against it.
 */
export function createRow(service: Service, entity: Entity, operation: Operation): Answer {
  if (refuses(service, entity, 'create')) throw setRefuses(entity, 'create');
  const body = fitTexts(service, entity, readBody(entity, operation.body, service.behaviour.now.nullEnum));
  for (const name of Object.keys(body)) {
    const property = entity.properties[name];
    if (property?.allowEditOnCreate === false) throw notEditable(entity, name, property);
  }
  const after: Values = {
    ...emptyValues(entity),
    ...filledIn(entity, body),
    ...companyOf(service, entity, body),
  };
  const values: Values = {
    ...after,
    ...service.defaultRow(entity, { before: undefined, sent: body, after }),
  };
  for (const [name, property] of Object.entries(entity.properties))
    if (property.required === true && values[name] === emptyValue(property))
      throw mustBeFilledIn(entity, name, property);
  service.validate(entity, undefined, values);
  if (service.store.find(entity, values) !== undefined) throw alreadyExists(entity, values);
  const row = service.afterWrite(entity, service.store.insert(entity, values));
  return jsonAnswer(
    201,
    { '@odata.context': `${operation.root}$metadata#${entity.set}/$entity`, ...writeRow(entity, row) },
    { ETag: etag(row), Location: `${operation.root}${rowAddress(entity, values)}` },
  );
}

function companyOf(service: Service, entity: Entity, body: Values): Values {
  if (!entity.companySpecific) return {};
  const sent = body['dataAreaId'] ?? '';
  const code = sent === '' ? service.defaultCompany : sent.toLowerCase();
  if (!isKnownCompany(service.store, code)) throw unknownCompany(code);
  return { dataAreaId: code };
}

/** What Finance numbers by itself when it is not sent. */
function filledIn(entity: Entity, body: Values): Values {
  const values: Record<string, string> = { ...body };
  for (const [name, property] of Object.entries(entity.properties))
    if (property.filledWith === 'new guid' && (values[name] ?? emptyGuid) === emptyGuid)
      values[name] = randomUUID();
  return values;
}
