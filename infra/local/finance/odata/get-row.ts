import type { Entity } from '../schema/entity.ts';
import { etag } from '../store/etag.ts';
import { jsonAnswer, type Answer } from './answer.ts';
import type { Operation } from './operation.ts';
import { queryOptions } from './query-options.ts';
import { manyRowsForUpdate, noRow } from './refusals.ts';
import { rowsByKey } from './rows-by-key.ts';
import type { Service } from './service.ts';
import { writeRow } from './write-row.ts';

/** Answers `GET Set(key)`. @throws Refusal 404 when there is no such row to be seen. */
export function getRow(service: Service, entity: Entity, key: string, operation: Operation): Answer {
  const { select } = queryOptions(entity, operation);
  const [row, ...others] = rowsByKey(service, entity, key, operation);
  if (row === undefined) throw noRow();
  if (others.length > 0) throw manyRowsForUpdate();
  return jsonAnswer(
    200,
    {
      '@odata.context': `${operation.root}$metadata#${entity.set}/$entity`,
      ...writeRow(entity, row, select),
    },
    { ETag: etag(row) },
  );
}
