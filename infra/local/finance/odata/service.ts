import type { Entity } from '../schema/entity.ts';
import type { Store } from '../store/store.ts';
import type { Values } from '../store/stored-row.ts';

/** What answers OData requests: the rows, and the checks that a write has to pass. */
export interface Service {
  readonly store: Store;
  /** Company of the user that the app is mapped to. */
  readonly defaultCompany: string;
  /**
   * validateField and validateWrite.
   *
   * @param before values so far; undefined on create.
   * @throws Refusal with what the Infolog says.
   */
  validate(entity: Entity, before: Values | undefined, after: Values): void;
  /** validateDelete. @throws Refusal with what the Infolog says. */
  validateDelete(entity: Entity, row: Values): void;
  /** What the write brings about, in the same transaction; `after` is undefined for a delete. */
  wrote(entity: Entity, before: Values | undefined, after: Values | undefined): void;
}
