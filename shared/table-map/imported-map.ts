import type { Filter } from './filter.ts';
import type { DataverseColumn, FinanceProperty } from './metadata/column-types.ts';
import type { Evidence, Field } from './table-map.ts';

/** What happens to one target column: to Finance it is named by its property, to Dataverse by its column or path. */
export type ImportedLine =
  | ImportedPair
  | {
      readonly kind: 'constant';
      readonly direction: Field['direction'];
      readonly target: string;
      readonly value: string | boolean;
      readonly evidence: Evidence;
      readonly note?: string;
    }
  /** A line of the built-in map that the environment's map has not: it stays, because the map needs it, or it goes. */
  | BuiltInLine<'keep'>
  | BuiltInLine<'leave-out'>
  /** A pair of the environment's map that could not be carried over; without effect, so that it is not forgotten. */
  | {
      readonly kind: 'not-carried';
      readonly finance: string;
      readonly dataverse: string;
      readonly note: string;
    };

export interface BuiltInLine<Kind extends 'keep' | 'leave-out'> {
  readonly kind: Kind;
  readonly direction: Field['direction'];
  readonly target: string;
  readonly note: string;
  /** How sure a line that stays is now, where the environment's map speaks against it; absent: as sure as it was. */
  readonly evidence?: Evidence;
}

export interface ImportedPair {
  readonly kind: 'pair';
  readonly direction: Field['direction'];
  readonly path: string;
  readonly property: string;
  /** Of an enum: member → option or flag as text, '' for an empty column. */
  readonly values?: Readonly<Record<string, string>>;
  /** What the target gets where the source is empty. */
  readonly whenEmpty?: string | boolean;
  readonly evidence: Evidence;
  readonly note?: string;
}

/** A filter of the environment's map. */
export interface ImportedFilter {
  /** As the environment's map has it. */
  readonly text: string;
  readonly when: Filter;
}

/**
 * A filter of the environment's map that ours cannot say. Ours, if any, holds alone, and is a guess: outside the
 * sandboxes the map does not run until a person has accepted that, or has written a filter or 'none' in its place.
 */
export interface NotCarriedFilter {
  /** As the environment's map has it. */
  readonly text: string;
  /** Why it could not be carried over. */
  readonly notCarried: string;
}

/**
 * What the environment's own dual-write map says, over a built-in map. The built-in map keeps what no native map has:
 * posted and frozen predicates, references, documents, go-live dates, owners.
 */
export interface ImportedMap {
  /** Name of the built-in map. */
  readonly map: string;
  /** Version of the environment's map. */
  readonly version?: string;
  /** Where it was read, for a person. */
  readonly source: string;
  /** Columns that our metadata does not know, by table. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, DataverseColumn>>>>;
  /** Finance properties that our metadata does not know. */
  readonly properties: Readonly<Record<string, FinanceProperty>>;
  /** Which Dataverse rows are sent; `ours`: the built-in map's filter, if any; `none`: all. */
  readonly filter: ImportedFilter | NotCarriedFilter | 'ours' | 'none';
  /**
   * Which Finance rows cross; `ours`: the built-in map's posted predicate. A filter holds besides that predicate, so that
   * no draft crosses; with `instead` it is the posted predicate.
   */
  readonly posted: (ImportedFilter & { readonly instead?: true }) | NotCarriedFilter | 'ours';
  readonly lines: readonly ImportedLine[];
}
