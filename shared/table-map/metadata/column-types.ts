import type { DataverseType, FinanceType } from '../table-map.ts';

/** A Dataverse column: its type, or for a look-up the tables that it may point to. */
export type DataverseColumn = Exclude<DataverseType, 'lookup'> | LookupColumn;

export interface LookupColumn {
  readonly lookup: readonly string[];
  /** The column itself where this name is one of its navigation properties (`customerid_account` of `customerid`). */
  readonly column?: string;
}

export interface DataverseTable {
  readonly set: string;
  /** Column that holds the row's id. */
  readonly id: string;
  readonly columns: Readonly<Record<string, DataverseColumn>>;
}

/** A Finance property: its type, or for an enum its members. */
export type FinanceProperty = Exclude<FinanceType, 'enum'> | EnumProperty;

export interface EnumProperty {
  readonly enum: readonly string[];
}

export interface FinanceEntity {
  readonly set: string;
  readonly key: readonly string[];
  /** Property that holds the company; absent for a cross-company set. */
  readonly company?: string;
  readonly properties: Readonly<Record<string, FinanceProperty>>;
}
