import type { ODataValue, Row } from '../odata/value.ts';

/** A Dataverse row named by columns; a part may itself be a row that must be found first. */
export interface LookupKey {
  readonly table: string;
  readonly where: Readonly<Record<string, ODataValue | LookupKey>>;
}

/** A source value that cannot cross. Names the record's column, what is wrong and what to do. */
export interface FieldProblem {
  readonly kind: 'empty' | 'unmapped-value' | 'not-exact' | 'wrong-type';
  readonly source: string;
  readonly target: string;
  /** The value as text, shortened to 200 characters. */
  readonly value: string;
  readonly message: string;
  readonly hint: string;
}

/** A source row in target form. Same input, same output: the hash is taken from it. */
export interface Transformed {
  /** To Finance: every key property. To Dataverse: empty. */
  readonly key: Row;
  /** Columns that are sent every time. */
  readonly values: Row;
  /** Columns that are sent only when the row is made. */
  readonly createOnly: Row;
  /** Columns that are sent only when the row is there already. */
  readonly updateOnly: Row;
  /** Columns that are sent only when the document is whole. */
  readonly completing: Row;
  /** To Dataverse: look-up column → the row it must point to; null clears it. */
  readonly lookups: Readonly<Record<string, LookupKey | null>>;
  readonly problems: readonly FieldProblem[];
}
