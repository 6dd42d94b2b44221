import type { Area } from './area.ts';
import type { Filter } from './filter.ts';

/** How sure a pair, key, filter or predicate is. `assumed`: our own guess, to be replaced by an import or acceptance. */
export type Evidence = 'documented' | 'inferred' | 'imported' | 'accepted' | 'assumed';

/** The type of a Dataverse column, as far as a value must be handled differently. */
export type DataverseType =
  | 'text'
  | 'guid'
  | 'boolean'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'money'
  | 'choice'
  | 'date-only'
  | 'user-local' // an instant, stored in UTC
  | 'time-zone-independent' // printed with Z, but a wall clock
  | 'lookup';

/** The type of a Finance property, by its AXType annotation. */
export type FinanceType =
  | 'string'
  | 'guid'
  | 'enum'
  | 'int32'
  | 'int64'
  | 'real'
  | 'date' // T12:00:00Z
  | 'utc-date-time';

/** What happens to a value between the two columns. */
export type Transform =
  | { readonly kind: 'copy' }
  /**
   * Closed: a value that is not listed is refused, never passed through. Finance enum member → Dataverse option (number
   * as text), 'true'/'false', or '' for an empty column.
   */
  | { readonly kind: 'value-map'; readonly pairs: Readonly<Record<string, string>> }
  /** The target gets this whatever the source says. */
  | { readonly kind: 'constant'; readonly value: string | boolean };

/** One line of a table map: a pair of columns, one direction, one owner (the system the value comes from). */
export interface Field {
  /** Dataverse column, or a path over look-ups such as `msdyn_project.msdyn_projectnumber`. Absent for a constant to Finance. */
  readonly dataverse?: {
    readonly path: string;
    readonly type: DataverseType;
    /** To Finance: read instead where the first path is empty. */
    readonly orElse?: { readonly path: string; readonly type: DataverseType };
  };
  /** Finance property. Absent for a constant to Dataverse. */
  readonly finance?: { readonly property: string; readonly type: FinanceType };
  readonly direction: 'to-finance' | 'to-dataverse';
  readonly transform: Transform;
  /** `create`: sent when the row is made, never again. `completing`: sent only when the document is whole. */
  readonly sent: 'always' | 'create' | 'completing';
  /** An empty source value is refused before any call (or waits, where the empty value is a path over a look-up). */
  readonly required: boolean;
  /** To Finance: an empty source value is not sent, because the target may get its value in another way. */
  readonly omitEmpty?: true;
  readonly evidence: Evidence;
  readonly note?: string;
}

/** A record that must be in the counterpart before ours may be written there. */
export type Reference =
  /** Dataverse → Finance: the look-up column holds the id of a row that another map sends. Empty look-ups are not checked. */
  | {
      readonly kind: 'parent';
      readonly lookup: string;
      readonly map: string;
      /** What follows when the parent itself must not cross. `wait` (the default): it may still come, as a draft invoice does. */
      readonly whenSkipped?: 'wait' | 'skip';
    }
  /** Finance → Dataverse: a look-up resolved through the ledger: the Dataverse row that another map made for this Finance key. */
  | {
      readonly kind: 'record';
      readonly lookup: string;
      readonly map: string;
      readonly key: Readonly<Record<string, string>>;
      readonly required: boolean;
    };

/** Dataverse → Finance. */
export interface ToFinance {
  /** Path of the company code on the Dataverse row; undefined for a cross-company set. */
  readonly company?: string;
  /** Path of the date that is compared with the company's go-live date; transactional maps only. */
  readonly goLiveDate?: string;
  readonly filter?: { readonly text: string; readonly when: Filter; readonly evidence: Evidence };
  readonly references: readonly Reference[];
  /** How the Finance key of a row comes about: from the fields, or an existing row is searched by a unique source id first. */
  readonly findBy?: string;
  /** After this a difference is never written. Evaluated on the Finance row. */
  readonly frozenWhen?: { readonly when: Filter; readonly evidence: Evidence; readonly why: string };
  readonly deletes: 'propagate' | 'never';
}

/** Finance → Dataverse. */
export interface ToDataverse {
  /** The predicate that says a Finance row is posted: drafts never cross. `everything` for master data. */
  readonly posted: { readonly text: string; readonly when: Filter; readonly evidence: Evidence };
  /** Property that holds the date compared with go-live and with the first open period; undefined for master data: whole set is scanned. */
  readonly date?: string;
  /**
   * `mirror`: the Dataverse row is made by us, with an id derived from the Finance key.
   * `write-back`: the Dataverse row exists; its id is in this Finance property.
   */
  readonly target: { readonly kind: 'mirror' } | { readonly kind: 'write-back'; readonly id: string };
  /** Dataverse columns that find a row that exists already (integration key); resolved from the transformed values. */
  readonly findBy: readonly string[];
  readonly references: readonly Reference[];
  readonly deletes: 'propagate' | 'never';
}

/** Records that only make sense together: the header is completed when its lines are there. */
export interface Document {
  readonly role: 'header' | 'line';
  /** Name of the other map. */
  readonly counterpartOf: string;
  /** Finance line property → Finance header property that link the two. */
  readonly link: Readonly<Record<string, string>>;
  /** Dataverse look-up column on the line that points to the header. */
  readonly lookup: string;
}

/** One Dataverse table ↔ one Finance data entity. Name and version as in dual-write. */
export interface TableMap {
  readonly name: string;
  readonly version: string;
  readonly area: Area;
  readonly kind: 'master' | 'transactional';
  readonly dataverse: { readonly table: string; readonly set: string; readonly id: string };
  readonly finance: {
    /** Physical entity name (AOT), also the tail of the virtual table name in data events. */
    readonly entity: string;
    readonly set: string;
    readonly setEvidence: Evidence;
    readonly key: Readonly<Record<string, FinanceType>>;
    /** Property that holds the company; undefined for a cross-company set. */
    readonly company?: string;
  };
  /** Which side's identity names the record: its Dataverse row id, or its Finance key. */
  readonly identity: 'dataverse' | 'finance';
  readonly fields: readonly Field[];
  readonly toFinance?: ToFinance;
  readonly toDataverse?: ToDataverse;
  readonly document?: Document;
  /** Pairs that facts name without columns: listed, never invented. */
  readonly open: readonly string[];
}
