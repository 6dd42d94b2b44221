import type { Area } from '../table-map/area.ts';
import type { OpenRow, Outcome } from './ledger.ts';

export const auditActions = [
  'replay',
  'discard',
  'ask-discard',
  'pause',
  'resume',
  'note',
  'link',
  'initial',
  'resync',
  'sync-now',
  'confirm',
  'distrust',
  'accept',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** One thing that a person did to one record, or to a pause. Rows are added, never changed or removed. */
export interface AuditRow {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly by: string;
  readonly action: AuditAction;
  /** Absent where it is about a pause. */
  readonly area?: Area;
  /** The record, or the pause's name in Control. */
  readonly record: string;
  /** Business number and company, where they are known. */
  readonly number?: string;
  readonly company?: string;
  /** Work on a list that it was part of. */
  readonly job?: string;
  readonly reason?: string;
  /** What the record was, and what it was made to be, by name of the value. */
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

/** Which audit rows; all of them where nothing is said. */
export interface AuditQuery {
  readonly record?: string;
  readonly by?: string;
  readonly job?: string;
}

/** A list of records that is replayed one by one, by whichever host is there. */
export interface Job {
  readonly id: string;
  readonly by: string;
  /** When it was asked for, ISO 8601 UTC. */
  readonly at: string;
  readonly total: number;
  readonly finished: boolean;
  readonly finishedAt?: string;
}

/**
 * What became of one record of a job: what its replay came to (an outcome), or why it was not sent. `moved`: something
 * changed since the preview. `taken`: somebody else's replay of it is outstanding. `settled`: nothing was left to do.
 * `unreachable`: it could not be compared. `cannot`: its message cannot be sent again. `unanswered`: sent, and no answer
 * came in time.
 */
export type JobItemOutcome =
  Outcome | 'moved' | 'taken' | 'settled' | 'unreachable' | 'cannot' | 'unanswered';

export interface JobItem {
  /** Place in the list, from 0. */
  readonly index: number;
  readonly area: Area;
  readonly record: string;
  /** Business number, where it is known. */
  readonly number?: string;
  /** Of the preview that the person saw. */
  readonly hash?: string;
  /** Records of a lower rank are sent, and answered, first. */
  readonly rank: number;
  readonly step: 'to-do' | 'sent' | 'done';
  readonly outcome?: JobItemOutcome;
  /** For a person. */
  readonly why?: string;
  /** When it was sent, ISO 8601 UTC, and the mark of the record's state at that time. */
  readonly sentAt?: string;
  readonly mark?: string;
}

/** Who is at something that only one may do at a time. */
export interface Hold {
  /** What is held: `replay|<record>`, `job|<id>`. */
  readonly name: string;
  readonly by: string;
  readonly at: string;
  /** Tells one holder from the other: a job, or one call. */
  readonly token: string;
  /** ISO 8601 UTC; after this nobody holds it any more. */
  readonly until: string;
  /** Mark of what was held, as it was then. */
  readonly mark: string;
}

/** What support staff need of the ledger. Every method throws LedgerError when the store cannot be reached. */
export interface SupportLedger {
  /** Every open row of an area at once, in no order; `listOpen` hands the same rows out one by one. */
  openIn(area: Area): Promise<readonly OpenRow[]>;

  addAudit(row: AuditRow): Promise<void>;
  /** What was done on a day, `2026-11-28` in UTC, in no order. */
  auditOfDay(day: string): Promise<readonly AuditRow[]>;
  /** Newest first. */
  audit(query: AuditQuery, limit: number): Promise<readonly AuditRow[]>;

  /** Items first, then the job: a job that can be found has all of its items. */
  addJob(job: Job, items: readonly JobItem[]): Promise<void>;
  putJob(job: Job): Promise<void>;
  job(id: string): Promise<Job | undefined>;
  /** Newest first; `open`: only those that are not finished. */
  jobs(which: 'open' | 'all', limit: number): Promise<readonly Job[]>;
  /** In the order of the list. */
  jobItems(id: string): Promise<readonly JobItem[]>;
  /** Replaces items of a job. */
  putJobItems(id: string, items: readonly JobItem[]): Promise<void>;

  /**
   * Takes a hold that is free, or whose present holder may be replaced.
   *
   * @returns undefined when it is ours now, else who holds it.
   */
  takeHold(hold: Hold, mayReplace: (known: Hold) => boolean): Promise<Hold | undefined>;
  hold(name: string): Promise<Hold | undefined>;
  /** Gives a hold back, if it is this holder's. */
  dropHold(name: string, token: string): Promise<void>;
}
