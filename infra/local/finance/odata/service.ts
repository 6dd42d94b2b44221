import type { BehaviourSwitch } from '../sandbox/behaviour.ts';
import type { Entity } from '../schema/entity.ts';
import type { Store } from '../store/store.ts';
import type { StoredRow, Values } from '../store/stored-row.ts';
import type { WrittenRow } from '../store/written-row.ts';

/** What answers OData requests: the rows, and the checks that a write has to pass. */
export interface Service {
  readonly store: Store;
  readonly behaviour: BehaviourSwitch;
  /** Company of the user that the app is mapped to. */
  readonly defaultCompany: string;
  /** defaultRow: what Finance fills in by itself before it validates. */
  defaultRow(entity: Entity, row: WrittenRow): Values;
  /**
   * validateField and validateWrite.
   *
   * @param before values so far; undefined on create.
   * @throws Refusal with what the Infolog says.
   */
  validate(entity: Entity, before: Values | undefined, after: Values): void;
  /** validateDelete. @throws Refusal when another row still needs this one. */
  validateDelete(entity: Entity, row: Values): void;
  /** What Finance does with a row that was stored, in the same transaction. @returns the row as it is then. */
  afterWrite(entity: Entity, row: StoredRow): StoredRow;
}
