import type { Column } from '../schema/column.ts';
import type { Navigation, Table } from '../schema/table.ts';

/** Which columns of a row are printed, and which rows along its look-ups. */
export interface Projection {
  readonly table: Table;
  /** All columns when undefined. */
  readonly select?: readonly Column[];
  readonly expand: readonly Expansion[];
}

export interface Expansion {
  /** Navigation property. */
  readonly name: string;
  readonly navigation: Navigation;
  readonly projection: Projection;
}
