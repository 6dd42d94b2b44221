import { z } from 'zod';
import type { AuditRow } from '../ledger/support-ledger.ts';
import type { AuditBlobs } from './audit-blobs.ts';

/** What is known of a day's blob: how much of it was read, and which rows stand there. */
export interface KnownDay {
  readonly length: number;
  readonly ids: ReadonlySet<string>;
}

/** A block takes 4 MiB; the rows of one replay of 10,000 records are more. */
const mostCharacters = 1_000_000;
const mostTurns = 10;
const line = z.object({ id: z.string() });

/**
 * Appends the rows of a day that its blob does not have, the oldest first, each once: the blob itself says what it has, and
 * is only added to while nobody else has added.
 *
 * @param known of an earlier look, so that a long blob is not read again.
 * @returns what is known now, and how many rows were appended.
 * @throws AuditBlobError
 */
export async function appendDay(
  blobs: AuditBlobs,
  day: string,
  rows: readonly AuditRow[],
  known: KnownDay = { length: 0, ids: new Set() },
): Promise<{ readonly known: KnownDay; readonly appended: number }> {
  let now = known;
  let appended = 0;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    now = await lookAgain(blobs, day, now);
    const block = firstOf(rows.filter(({ id }) => !now.ids.has(id)).toSorted(byTime));
    if (block.length === 0) break;
    const text = block.map((row) => `${JSON.stringify(row)}\n`).join('');
    if (!(await blobs.append(day, now.length, text))) continue;
    appended += block.length;
    turn = -1;
  }
  return { known: now, appended };
}

async function lookAgain(blobs: AuditBlobs, day: string, known: KnownDay): Promise<KnownDay> {
  const { text, length } = await blobs.read(day, known.length);
  if (text === '') return known;
  const lines = text.split('\n').filter((each) => each !== '');
  return { length, ids: new Set([...known.ids, ...lines.map((each) => line.parse(JSON.parse(each)).id)]) };
}

/** As many rows as one block takes, at least one. */
function firstOf(rows: readonly AuditRow[]): readonly AuditRow[] {
  let characters = 0;
  const end = rows.findIndex((row, index) => {
    characters += JSON.stringify(row).length;
    return index > 0 && characters > mostCharacters;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

const byTime = (one: AuditRow, other: AuditRow): number =>
  one.at < other.at ? -1 : one.at > other.at ? 1 : one.id < other.id ? -1 : 1;
