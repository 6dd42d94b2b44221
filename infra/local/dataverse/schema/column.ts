export type ColumnType =
  | 'text'
  | 'memo'
  | 'guid'
  | 'boolean'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'money'
  | 'choice'
  | 'state'
  | 'status'
  | 'date-only'
  | 'user-local'
  | 'time-zone-independent'
  | 'lookup';

/** One value of a choice; `state` only for status reasons: the state code it belongs to. */
export interface Option {
  readonly value: number;
  readonly label: string;
  readonly state?: number;
}

/** One table that a look-up may point to, and the navigation property that leads there. */
export interface Target {
  readonly table: string;
  readonly navigation: string;
  /** What happens to this row when the target is deleted. */
  readonly whenDeleted: 'remove-link' | 'restrict' | 'cascade';
}

/** Everything of a column but its name. */
export interface ColumnShape {
  readonly type: ColumnType;
  readonly maxLength?: number;
  /** Smallest and largest value, as decimal text. */
  readonly minimum?: string;
  readonly maximum?: string;
  /** Digits after the point. */
  readonly precision?: number;
  readonly options?: readonly Option[];
  readonly targets?: readonly Target[];
  readonly required: 'none' | 'application' | 'system';
  readonly creatable: boolean;
  readonly updatable: boolean;
  /** Secrets are written and never read. */
  readonly readable: boolean;
  /** Value of a new row that was sent without it. */
  readonly defaultValue?: string | number | boolean;
  /** Name and type are our own guess; nothing public names the column. */
  readonly assumed: boolean;
  /** What whoever added the column says of it. */
  readonly description?: string;
}

export interface Column extends ColumnShape {
  /** Logical name, lower case. */
  readonly name: string;
  /** Name in Web API bodies and queries: the logical name, `_name_value` for a look-up. */
  readonly property: string;
}
