import type { Entity } from '../schema/entity.ts';
import type { StoredRow } from './stored-row.ts';

/** What a committed transaction did to one row: created it (no `before`), updated or deleted it (no `after`). */
export interface RowChange {
  readonly entity: Entity;
  readonly before?: StoredRow;
  readonly after?: StoredRow;
}
