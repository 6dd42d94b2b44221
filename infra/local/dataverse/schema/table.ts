import type { Column, Target } from './column.ts';

/** An alternate key: a name and the columns that make it, all lower case. */
export interface AlternateKey {
  readonly name: string;
  readonly columns: readonly string[];
}

/** A navigation property: the look-up column behind it and the table it leads to. */
export interface Navigation {
  readonly column: Column;
  readonly target: Target;
}

export interface Table {
  /** Logical name. */
  readonly name: string;
  /** Entity set. */
  readonly set: string;
  /** Primary key column. */
  readonly id: string;
  readonly primaryName: string;
  /** User-owned tables have an owner, organization-owned ones have none. */
  readonly owned: 'user' | 'organization';
  /** Nobody writes it over the Web API. */
  readonly readOnly: boolean;
  readonly keys: readonly AlternateKey[];
  readonly columns: ReadonlyMap<string, Column>;
  /** Columns by their Web API property name. */
  readonly properties: ReadonlyMap<string, Column>;
  /** Navigation properties, case-sensitive. */
  readonly navigations: ReadonlyMap<string, Navigation>;
}
