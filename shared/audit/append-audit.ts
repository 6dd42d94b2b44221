import { z } from 'zod';
import type { Ledger } from '../ledger/ledger.ts';
import { AuditBlobError } from './audit-blob-error.ts';
import { appendDay, type KnownDay } from './append-day.ts';
import type { AuditBlobs } from './audit-blobs.ts';

/** Control that says how far the audit is appended. */
const auditControl = 'audit-appended';

const dayMs = 86_400_000;
/** A row may carry the clock of another host: a day is closed when the next one is over. */
const openDays = 2;
/** How often a round leaves its mark although nothing was to be done. */
const markEveryMs = 600_000;

const progress = z.object({
  /** Every row of this day and of those before it is in its blob. */
  day: z.string(),
  /** When a round last came to its end, ISO 8601 UTC. */
  at: z.string(),
});

/** The days that this process has looked at, so that a long blob is not read again. */
export type KnownDays = Map<string, KnownDay>;

/**
 * One round: brings the audit rows of the ledger into the day's blobs, from the last day that is complete. Rows are written
 * to the ledger first, so that nobody waits for a blob; a round that fails is made up for by the next one. It leaves its mark
 * only where the store answered, also when there was nothing to append.
 *
 * @returns how many rows were appended.
 * @throws LedgerError, AuditBlobError
 */
export async function appendAudit(
  ledger: Ledger,
  blobs: AuditBlobs,
  known: KnownDays,
  now: number,
): Promise<number> {
  const before = await auditProgress(ledger);
  const last = before?.day ?? (await dayBeforeFirst(ledger, now));
  let appended = 0;
  for (let day = after(last); day <= dayOf(now); day = after(day)) {
    const rows = await ledger.auditOfDay(day);
    if (rows.length === 0) continue;
    const result = await appendDay(blobs, day, rows, known.get(day));
    known.set(day, result.known);
    appended += result.appended;
  }
  const day = dayOf(now - openDays * dayMs);
  for (const old of known.keys()) if (old <= day) known.delete(old);
  if (before?.day !== day || now - Date.parse(before.at) >= markEveryMs) {
    // A round with nothing to append must not pass for one that reached the store: who waits for its alarm would wait longer.
    if (!(await blobs.exists()))
      throw new AuditBlobError('look for the container of the audit', 'it is not there');
    await ledger.putControl(auditControl, JSON.stringify({ day, at: new Date(now).toISOString() }));
  }
  return appended;
}

/** How far the audit was appended; undefined where no round ever came to its end. @throws LedgerError */
export async function auditProgress(
  ledger: Pick<Ledger, 'control'>,
): Promise<z.infer<typeof progress> | undefined> {
  const control = await ledger.control(auditControl);
  return control === undefined ? undefined : progress.parse(JSON.parse(control));
}

/** Read once in the life of a ledger. */
async function dayBeforeFirst(ledger: Ledger, now: number): Promise<string> {
  const oldest = (await ledger.audit({}, Infinity)).at(-1);
  return dayOf((oldest === undefined ? now : Date.parse(oldest.at)) - dayMs);
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const after = (day: string): string => dayOf(Date.parse(`${day}T00:00:00Z`) + dayMs);
