import type { Entity } from '../schema/entity.ts';
import { etag } from '../store/etag.ts';
import type { StoredRow } from '../store/stored-row.ts';
import type { Operation } from './operation.ts';
import { etagMismatch, manyRowsForUpdate, noRowForUpdate } from './refusals.ts';
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
    throw etagMismatch();
  return row;
}
