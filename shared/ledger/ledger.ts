import type { Cause } from '../causes/causes.ts';
import type { Cure } from '../causes/cure.ts';
import type { Area } from '../table-map/area.ts';
import type { StatsLedger } from './stats-ledger.ts';
import type { SupportLedger } from './support-ledger.ts';

/** Settled outcomes end a change; open ones have a next time. `stub`: only known as somebody's parent. */
export type SettledOutcome =
  'applied' | 'unchanged' | 'skipped' | 'superseded' | 'deleted' | 'rejected' | 'discarded';
export type OpenOutcome = 'waiting' | 'retrying';
export type Outcome = SettledOutcome | OpenOutcome;

/** Why a record is waiting, retrying or rejected; what a person reads. */
export interface Failure {
  readonly code: string;
  readonly field?: string;
  /** The system's own words, or ours where the cause is ours. */
  readonly message: string;
  readonly hint?: string;
  /** What lists are grouped by. Absent where the row was written before, or by a version that knows more causes. */
  readonly cause?: Cause;
  readonly cure?: Cure;
}

/** `state` row of a record. One direction's hash never says anything about the other. */
export interface RecordState {
  readonly record: string;
  readonly map: string;
  readonly mapVersion: string;
  readonly area: Area;
  readonly company?: string;
  readonly outcome?: Outcome;
  readonly reason?: string;
  readonly failure?: Failure;
  readonly attempt: number;
  /** ISO time of the next attempt; set exactly when the outcome is open. */
  readonly nextAt?: string;
  /** Hash of what was last written, per direction. */
  readonly sentToFinance?: string;
  readonly sentToDataverse?: string;
  /** A write may have happened that no hash knows: compare with the counterpart. */
  readonly distrust: boolean;
  /** Epoch of Control under which the hashes were taken. */
  readonly epoch: number;
  /** Key of the counterpart row: Finance key as canonical text, or Dataverse id. */
  readonly counterpartKey?: string;
  /** Key of the counterpart row that the first attempt was about to make; a later one is in Lookup. */
  readonly intendedKey?: string;
  /** Ever written by us, or adopted as equal. */
  readonly appliedOnce: boolean;
  /** Business number a person knows: project number, invoice, voucher. */
  readonly number?: string;
  /** Project that the row belongs to, by its Finance key in lower case: `usmf|p-1001`. */
  readonly project?: string;
  /** The record that it waits for, where it waits for one. */
  readonly waitsFor?: string;
  /** Hash of what an attempt that failed was about to write: tells whether anything was changed since. */
  readonly attempted?: string;
  readonly lease?: { readonly token: string; readonly key: string; readonly until: string };
  /** Idempotency keys that arrived while the record was claimed. */
  readonly pending: readonly string[];
  readonly hasWaiters: boolean;
  readonly updatedAt: string;
}

/** `k:` row: what became of one idempotency key. */
export interface KeyRow {
  readonly key: string;
  readonly outcome: Outcome | 'started' | 'folded';
  readonly attempt: number;
  /** Broker sequence number of the delivery that wrote it; tells redelivery from replay. */
  readonly sequenceNumber: string;
  readonly at: string;
}

/** `t:` row: one attempt on a record. Written at the claim, completed at the commit. */
export interface TimelineRow {
  readonly at: string;
  readonly key: string;
  readonly attempt: number;
  readonly origin: string;
  readonly direction: 'to-finance' | 'to-dataverse';
  readonly outcome: Outcome | 'started' | 'folded' | 'lost';
  readonly reason?: string;
  readonly failure?: Failure;
  readonly changedFields?: readonly string[];
  readonly milliseconds?: number;
}

/** What was read in one operation; the table service's clock. */
export interface Opened {
  readonly record: string;
  readonly state: RecordState | undefined;
  /** Opaque version of the state row. */
  readonly version: string | undefined;
  readonly keyRow: KeyRow | undefined;
  /** Time of the table service (Date header), ISO 8601 UTC. */
  readonly now: string;
}

export interface Claim {
  readonly token: string;
  readonly until: string;
  readonly key: KeyRow;
  readonly timeline: TimelineRow;
  /** Fields for a record that has no state yet. */
  readonly initial: Pick<RecordState, 'map' | 'mapVersion' | 'area'>;
  /** Kept in the state; absent: as it was. */
  readonly intendedKey?: string;
}

export interface Claimed {
  readonly state: RecordState;
  readonly version: string;
  /** Row key of the timeline row that the commit completes. */
  readonly timelineRow: string;
}

export interface Commit {
  /** The whole new state; lease and pending are cleared by the commit. */
  readonly state: RecordState;
  readonly key: KeyRow;
  readonly timeline: TimelineRow;
}

/** A row of Open: what the console lists and what release works through. */
export interface OpenRow {
  readonly record: string;
  readonly area: Area;
  readonly map: string;
  readonly company?: string;
  readonly number?: string;
  /** As in the record's state. */
  readonly project?: string;
  readonly outcome: OpenOutcome | 'rejected';
  readonly failure: Failure;
  readonly since: string;
  readonly nextAt?: string;
  readonly direction?: TimelineRow['direction'];
  /** What the change asks beyond a look; only then does it matter. */
  readonly event?: 'delete' | 'expect';
  /** Deferred dead letter to replay, once the intake has seen it. */
  readonly deadLetter?: { readonly sequenceNumber: string; readonly messageId: string };
}

/** A record that waits for a parent record. */
export interface Waiter {
  readonly parent: string;
  readonly record: string;
  /** The change to send when the parent is there, as JSON. */
  readonly change: string;
  readonly since: string;
  /** Of the row, where it was read: tells one that was written anew. */
  readonly version?: string;
}

/**
 * The ledger: what happened to every record. Every method is one or few table operations and throws LedgerError
 * when the store cannot be reached. "Changed" answers mean: somebody else was faster, open again.
 */
export interface Ledger extends SupportLedger, StatsLedger {
  /** Creates the tables that are missing. */
  prepare(): Promise<void>;

  open(record: string, key: string): Promise<Opened>;
  /**
   * What `open` would answer of a record that the ledger has never seen, without asking: the claim finds out whether that
   * was right, and answers `changed` where it was not. Undefined while the store's time is not known closely enough.
   */
  presumeNew(record: string): Promise<Opened | undefined>;
  claim(opened: Opened, claim: Claim): Promise<Claimed | 'changed'>;
  /** Adds the key to `pending` and records it as folded, in one transaction. */
  fold(opened: Opened, key: KeyRow, timeline: TimelineRow): Promise<'folded' | 'changed'>;
  /**
   * Writes the result and lets go of the lease, if the lease is still ours. `pending`: keys were folded meanwhile and
   * nothing was written; `lost`: another token holds the record, nothing was written.
   */
  commit(
    claimed: Claimed,
    commit: Commit,
  ): Promise<'committed' | 'lost' | { readonly pending: readonly string[]; readonly claimed: Claimed }>;
  state(record: string): Promise<RecordState | undefined>;
  timeline(record: string, limit: number): Promise<readonly TimelineRow[]>;

  /**
   * Lists a record as open, in place of what is listed of it.
   *
   * @param letter sequence number of the dead letter that its row names as far as the caller knows.
   * @returns false, and nothing is done, where it names another one: nobody would find that any more.
   */
  putOpen(row: OpenRow, letter?: string): Promise<boolean>;
  /** Takes a record off the list. @returns false where its row names another dead letter than the caller knows. */
  removeOpen(area: Area, record: string, letter?: string): Promise<boolean>;
  openRow(area: Area, record: string): Promise<OpenRow | undefined>;
  listOpen(area: Area): AsyncIterable<OpenRow>;

  /**
   * Writes the waiting row and sets hasWaiters on the parent (a stub state where there is none).
   *
   * @param parentIs `unheard-of` where the caller has just found no state of it, which spares a look.
   * @returns the parent's state as it was once the waiting row was there; undefined where it had none.
   */
  addWaiter(
    waiter: Waiter,
    parentInitial: Pick<RecordState, 'map' | 'mapVersion' | 'area'>,
    parentIs?: 'unheard-of',
  ): Promise<RecordState | undefined>;
  /** Who waits for a parent; `limit`: at most so many of them. */
  waitersOf(parent: string, limit?: number): Promise<readonly Waiter[]>;
  waiter(parent: string, record: string): Promise<Waiter | undefined>;
  /** Removes waiting rows as they were read; one that was written anew since then stays. */
  removeWaiters(waiters: readonly Waiter[]): Promise<void>;
  /** All waiting rows, for the timer that finds crashed releases. */
  listWaiters(): AsyncIterable<Waiter>;

  /** Record that owns a counterpart row, by `cp|<map>|<counterpart key>`. */
  ownerOf(counterpart: string): Promise<string | undefined>;
  /**
   * Makes a record the owner of a counterpart row, where the owner is still the expected one.
   *
   * @returns false where somebody else became the owner meanwhile.
   */
  setOwner(counterpart: string, expected: string | undefined, record: string): Promise<boolean>;
  /** Gives a counterpart row up, where it still belongs to this record. */
  removeOwner(counterpart: string, record: string): Promise<void>;

  /** Business number, Finance table id + RecId, or guid → record. */
  lookUp(alias: string): Promise<string | undefined>;
  putAlias(alias: string, record: string): Promise<void>;

  /** Hashes of what a scan of this map and company saw last, by Finance key. */
  seen(scan: string): Promise<ReadonlyMap<string, string>>;
  putSeen(scan: string, hashes: ReadonlyMap<string, string>): Promise<void>;

  control(name: string): Promise<string | undefined>;
  putControl(name: string, value: string): Promise<void>;
  /**
   * Puts a control only where it still has the expected value; undefined: it is not there, or shall go. A value that
   * two writers may put must name its writer: a lost answer is told by finding one's own value.
   *
   * @returns false when somebody else was faster and nothing was written.
   */
  putControlIf(name: string, expected: string | undefined, value: string | undefined): Promise<boolean>;
  /** All controls whose name begins like this, by name. */
  listControls(prefix: string): Promise<ReadonlyMap<string, string>>;
}
