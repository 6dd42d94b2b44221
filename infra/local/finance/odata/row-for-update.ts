import type { Entity } from '../schema/entity.ts';
import { etag } from '../store/etag.ts';
import type { StoredRow } from '../store/stored-row.ts';
import type { Operation } from './operation.ts';
import { etagMismatch, manyRowsForUpdate, noRowForUpdate, updateConflict } from './refusals.ts';
import { rowsByKey } from './rows-by-key.ts';
import type { Service } from './service.ts';

/** Selects the one row that a PATCH, PUT or DELETE means. @throws Refusal when there is none, many, or another state. */
export function rowForUpdate(service: Service, entity: Entity, key: string, operation: Operation): StoredRow {
  const [row, ...others] = rowsByKey(service, entity, key, operation);
  if (row === undefined) throw noRowForUpdate();
  if (others.length > 0) throw manyRowsForUpdate();
  const expected = operation.headers['if-match'];
  if (
    expected !== undefined &&
    expected !== '*' &&
    !expected.split(',').some((tag) => tag.trim() === etag(row))
  )
    refuseMismatch(service, entity);
  return row;
}

function refuseMismatch(service: Service, entity: Entity): void {
  switch (service.behaviour.now.etagMismatch) {
    case '412':
      throw etagMismatch(412);
    case '409':
      throw etagMismatch(409);
    case 'text':
      throw updateConflict(entity);
    case 'written':
  }
}
