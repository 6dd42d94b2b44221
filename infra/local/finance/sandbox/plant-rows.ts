import { z } from 'zod';
import { readRow } from '../odata/read-row.ts';
import type { Entity } from '../schema/entity.ts';
import { emptyValues } from '../store/empty-values.ts';
import type { RowChange } from '../store/row-change.ts';
import type { Store } from '../store/store.ts';

const rowSchema = z.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** Body of `PUT /sandbox/rows/{set}`: rows, or rows and the keys of rows to delete. */
const plantedSchema = z.union([
  z.array(rowSchema).transform((rows) => ({ rows, deletes: [] })),
  z.strictObject({ rows: z.array(rowSchema).default([]), deletes: z.array(rowSchema).default([]) }),
]);

/**
 * Writes rows the way a person at a form of Finance would: drafts, old rows, deletes, read-only sets. A row is created
 * or, where its key exists, changed in the columns that are given. Only types are checked.
 *
 * @throws Refusal on an unknown property or a wrong type; ZodError on another shape.
 */
export function plantRows(store: Store, entity: Entity, body: unknown): readonly RowChange[] {
  const planted = plantedSchema.parse(body);
  return store.transaction(() => {
    for (const row of planted.rows) {
      const values = readRow(entity, row);
      const before = store.find(entity, values);
      if (before === undefined) store.insert(entity, { ...emptyValues(entity), ...values });
      else store.update(entity, before, values);
    }
    for (const key of planted.deletes) {
      const before = store.find(entity, readRow(entity, key));
      if (before !== undefined) store.remove(entity, before);
    }
  }).changes;
}
