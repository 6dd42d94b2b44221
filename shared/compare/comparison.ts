import type { Direction } from '../table-map/direction.ts';
import type { FieldPair } from '../support/pair-fields.ts';

/**
 * How the two rows of a record stand. `not comparable`: the source row cannot be brought into the counterpart's form.
 * `accepted`: a person discarded the record or accepted the difference, and what was said then still holds.
 */
export type ComparisonResult =
  'equal' | 'different' | 'missing in Finance' | 'missing in Dataverse' | 'not comparable' | 'accepted';

/** One record, held against its counterpart. */
export interface Comparison {
  readonly map: string;
  /** Which way the record flows: the other side is its counterpart. */
  readonly direction: Direction;
  /** Names the record under its map; where nothing of ours belongs to the row, the row's own key. */
  readonly row: string;
  readonly number?: string;
  readonly company?: string;
  /** YYYY-MM-DD */
  readonly date?: string;
  readonly project?: string;
  readonly result: ComparisonResult;
  /** Columns that differ: what the source asks for, and what the counterpart holds. */
  readonly columns: readonly FieldPair[];
  readonly why?: string;
  /** Money of the record, by column of the counterpart: decimal text, of the side where the row is. */
  readonly amounts: readonly Amount[];
}

export interface Amount {
  readonly column: string;
  readonly dataverse?: string;
  readonly finance?: string;
}
