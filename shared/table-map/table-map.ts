import type { Area } from './area.ts';
import type { Filter } from './filter.ts';
import type { ReferenceTableName } from './reference-tables.ts';

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
  /**
   * As `value-map`, of a choice whose integers are published nowhere: Finance enum member → label in English. The
   * integers are read from the choice's own metadata before the map is used (`withChoices`).
   */
  | { readonly kind: 'label-map'; readonly labels: Readonly<Record<string, string>> }
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
  /**
   * `create`: sent when the row is made, never again. `update`: never sent when the row is made, only afterwards.
   * `completing`: sent only when the document is whole.
   */
  readonly sent: 'always' | 'create' | 'update' | 'completing';
  /** An empty source value is refused before any call (or waits, where the empty value is a path over a look-up). */
  readonly required: boolean;
  /** To Finance: an empty source value is not sent, because the target may get its value in another way. */
  readonly omitEmpty?: true;
  /** What the target gets where the source is empty. */
  readonly whenEmpty?: string | boolean;
  /**
   * A longer text is cut after so many characters; without it a text crosses whole or is refused by the target:
   * assumed(over-long-text) of Finance.
   */
  readonly truncate?: number;
  /** Most digits after the point that the target keeps, where that is fewer than its type does; more are refused. */
  readonly scale?: number;
  readonly evidence: Evidence;
  readonly note?: string;
}

/** A pair of which the facts name only one side: an import or an accepted entry supplies the other. */
export interface OpenPair {
  readonly direction: 'to-finance' | 'to-dataverse';
  readonly property: string;
  /** What is known about the other side. */
  readonly note?: string;
}

/** Dataverse → Finance: the look-up column holds the id of a row that another map sends. Empty look-ups are not checked. */
export interface ParentReference {
  readonly kind: 'parent';
  readonly lookup: string;
  readonly map: string;
  /** What follows when the parent itself must not cross. `wait` (the default): it may still come, as a draft invoice does. */
  readonly whenSkipped?: 'wait' | 'skip';
}

/** Dataverse → Finance: a row of a table that native dual-write keeps, which staging would not ask for. Never written. */
export interface ReferenceOnly {
  readonly kind: 'reference-only';
  readonly property: string;
  readonly table: ReferenceTableName;
}

/** Finance → Dataverse: a look-up resolved through the ledger: the Dataverse row that another map made for this Finance key. */
export interface RecordReference {
  readonly lookup: string;
  readonly map: string;
  readonly key: Readonly<Record<string, string>>;
  readonly required: boolean;
  /** Inferred when absent. */
  readonly evidence?: Evidence;
}

/** Dataverse → Finance. */
export interface ToFinance {
  /** Path of the company code on the Dataverse row; undefined for a cross-company set. */
  readonly company?: string;
  /** Path of the date that is compared with the company's go-live date; transactional maps only. */
  readonly goLiveDate?: string;
  readonly filter?: {
    readonly text: string;
    readonly when: Filter;
    readonly evidence: Evidence;
    /** A filter of the environment's own map that could not be carried over and does not hold. */
    readonly notCarried?: string;
    /** What becomes of the Finance row when a row that was sent leaves the filter: it stays as it is, or goes. */
    readonly exit: 'keep' | 'delete';
  };
  /**
   * `upsert`: the row is made or changed. `write-back`: it exists (Finance made it, we mirrored it) and is only changed;
   * the map's identity is Finance's.
   */
  readonly target: 'upsert' | 'write-back';
  /** Records that must be in Finance before this one may be written there. */
  readonly references: readonly (ParentReference | ReferenceOnly)[];
  /** How the Finance key of a row comes about: from the fields, or an existing row is searched by a unique source id first. */
  readonly findBy?: string;
  /** That `findBy` names one row. Inferred when absent. */
  readonly findByEvidence?: Evidence;
  /** After this a difference is never written. Evaluated on the Finance row. */
  readonly frozenWhen?: { readonly when: Filter; readonly evidence: Evidence; readonly why: string };
  /**
   * Writing this member, and deleting the row, closes a project: Finance then refuses whatever comes late. Both wait
   * while any record of the project is open. A row that is closed before it was ever sent is made with `open`, so that
   * what waits for it can follow, and closed afterwards.
   */
  readonly closes?: { readonly property: string; readonly member: string; readonly open: string };
  /** Properties that name a header in Finance: rows with equal values are written one at a time, or lock each other out. */
  readonly oneAtATimePer?: readonly string[];
  readonly deletes: 'propagate' | 'never';
}

/** Finance → Dataverse. */
export interface ToDataverse {
  /** The predicate that says a Finance row is posted: drafts never cross. `everything` for master data. */
  readonly posted: {
    readonly text: string;
    readonly when: Filter;
    readonly evidence: Evidence;
    /** A filter of the environment's own map that could not be carried over and does not hold. */
    readonly notCarried?: string;
  };
  /** Property that names a vendor: rows of a company's `intercompanyVendors` never cross, their cost is already there. */
  readonly exceptVendors?: string;
  /** Rows that agree in `by` are one record; `sum` is added up over them, everything else must be equal in all. */
  readonly gather?: { readonly by: readonly string[]; readonly sum: readonly string[] };
  /** Property that holds the date compared with go-live and with the first open period; undefined for master data: whole set is scanned. */
  readonly date?: string;
  /**
   * `mirror`: the Dataverse row is made by us, with an id derived from the Finance key.
   * `write-back`: the Dataverse row exists; its id is in this Finance property.
   * `found`: the Dataverse row exists and is found by `findBy`.
   */
  readonly target:
    | { readonly kind: 'mirror' }
    | { readonly kind: 'write-back'; readonly id: string }
    | { readonly kind: 'found' };
  /** Dataverse columns that find a row that exists already (integration key); resolved from the transformed values. */
  readonly findBy: readonly string[];
  /** That `findBy` is the integration key. Inferred when absent. */
  readonly findByEvidence?: Evidence;
  readonly references: readonly RecordReference[];
  /** Look-ups that must not point to a row with children; `parent` is the look-up by which children name it. */
  readonly leaves: readonly { readonly lookup: string; readonly parent: string; readonly remedy: string }[];
  readonly deletes: 'propagate' | 'never';
}

/** Records that only make sense together: the header is completed when its lines are there. */
export interface Document {
  readonly direction: 'to-finance' | 'to-dataverse';
  readonly role: 'header' | 'line';
  /** Name of the other map. */
  readonly counterpartOf: string;
  /** Finance line property → Finance header property that link the two. */
  readonly link: Readonly<Record<string, string>>;
  /** Dataverse look-up column on the line that points to the header. */
  readonly lookup: string;
}

/**
 * What must follow once a record has been applied, and how soon. When it did not, the record is listed as open with the
 * name of the hop that failed.
 */
export interface Expectation {
  /** The hop, for a person: `approval of the expense in Dataverse`. */
  readonly hop: string;
  /** `whole`: every line of the document is there. Else a condition on the row of that system. */
  readonly met: 'whole' | { readonly in: 'dataverse' | 'finance'; readonly when: Filter };
  readonly withinMinutes: number;
  readonly evidence: Evidence;
  readonly hint: string;
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
  readonly expects: readonly Expectation[];
  /** Finance properties that name the project a row belongs to: company and number. */
  readonly project?: { readonly company: string; readonly number: string };
  /** Pairs that facts name without columns: listed, never invented. */
  readonly openPairs: readonly OpenPair[];
  /** What else is not published. */
  readonly open: readonly string[];
}
