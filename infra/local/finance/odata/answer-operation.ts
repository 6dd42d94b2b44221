import { entities } from '../schema/entities.ts';
import type { Entity } from '../schema/entity.ts';
import { jsonAnswer, noRoute, type Answer } from './answer.ts';
import { createRow } from './create-row.ts';
import { deleteRow } from './delete-row.ts';
import { countRows, getRows } from './get-rows.ts';
import { getRow } from './get-row.ts';
import { uriOf, type Operation } from './operation.ts';
import type { Refusal } from './refusal.ts';
import { resourcePath, type ResourcePath } from './resource-path.ts';
import type { Service } from './service.ts';
import { updateRow } from './update-row.ts';

/**
 * Answers one request on a set or a row. Writes need an open transaction.
 *
 * @throws Refusal when Finance does not do it.
 */
export function answerOperation(service: Service, operation: Operation): Answer {
  const path = resourcePath(operation.path, service.behaviour.now.percentInKey);
  const entity = path === undefined ? undefined : entities.get(path.set);
  if (path === undefined || entity === undefined) return noRoute(uriOf(operation));
  return dispatch(service, entity, path, operation) ?? methodNotAllowed(operation);
}

function dispatch(
  service: Service,
  entity: Entity,
  path: ResourcePath,
  operation: Operation,
): Answer | undefined {
  const { key } = path;
  switch (operation.method) {
    case 'GET':
      if (path.count) return countRows(service, entity, operation);
      return key === undefined
        ? getRows(service, entity, operation)
        : getRow(service, entity, key, operation);
    case 'POST':
      return key === undefined ? createRow(service, entity, operation) : undefined;
    case 'PATCH':
    case 'PUT':
      return key === undefined ? undefined : updateRow(service, entity, key, operation);
    case 'DELETE':
      return key === undefined ? undefined : deleteRow(service, entity, key, operation);
    default:
      return undefined;
  }
}

const methodNotAllowed = (operation: Operation): Answer =>
  jsonAnswer(405, { Message: `The requested resource does not support http method '${operation.method}'.` });

/** The answer that a refusal stands for. */
export const refusalAnswer = (refusal: Refusal): Answer => jsonAnswer(refusal.status, refusal.body);
