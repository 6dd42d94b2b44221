import { explain } from '../causes/explain.ts';
import type { OpenRow, RecordState } from '../ledger/ledger.ts';
import type { LockedDeadLetter } from '../messaging/bus.ts';
import type { Change } from '../messaging/change.ts';
import { parseChange } from '../messaging/parse-change.ts';
import type { Area } from '../table-map/area.ts';
import { recordOf } from '../table-map/record-of.ts';
import { askedBy } from './asked-by.ts';
import { endLetter } from './end-letter.ts';
import { isSettled } from './is-open.ts';
import type { Sync } from './sync.ts';

/**
 * Looks at the dead letters of an area that nobody has looked at yet. One whose record was settled meanwhile is
 * completed. Every other is written into Open and deferred inside the dead-letter queue, so that one of 10,000 can be
 * replayed by its number. Letters of one record are looked at one after the other: its row in Open names only one.
 *
 * @returns how many were taken into Open and how many were completed.
 */
export async function takeInDeadLetters(
  sync: Sync,
  area: Area,
  limit: number,
): Promise<{ readonly open: number; readonly settled: number }> {
  const letters = await sync.bus.receiveDeadLetters(area, limit);
  const read = letters.map((letter) => ({ letter, change: parseChange(letter.body) }));
  const byRecord = Map.groupBy(read, ({ letter, change }) =>
    change === undefined ? letter.sequenceNumber : `${change.map}|${change.row.toLowerCase()}`,
  );
  const taken = await Promise.all([...byRecord.values()].map((group) => takeInAll(sync, area, group)));
  const all = taken.flat();
  return { open: all.filter((open) => open).length, settled: all.filter((open) => !open).length };
}

interface ReadLetter {
  readonly letter: LockedDeadLetter;
  readonly change: Change | undefined;
}

async function takeInAll(sync: Sync, area: Area, group: readonly ReadLetter[]): Promise<readonly boolean[]> {
  const taken: boolean[] = [];
  for (const read of group) taken.push(await takeIn(sync, area, read));
  return taken;
}

/** @returns whether the letter still needs a person. */
async function takeIn(sync: Sync, area: Area, { letter, change }: ReadLetter): Promise<boolean> {
  if (change === undefined || !sync.maps.has(change.map)) {
    const why = change === undefined ? 'Not a change message' : `There is no table map "${change.map}"`;
    await sync.ledger.putOpen(unreadable(area, letter, why));
    await letter.defer();
    return true;
  }
  const map = sync.maps.byName(change.map);
  const record = recordOf(map, change.row);
  const { state, keyRow, now } = await sync.ledger.open(record, change.key);
  const overtaken = keyRow?.outcome === 'rejected' && state !== undefined && isSettled(state);
  if (overtaken || (keyRow !== undefined && !unsettled.has(keyRow.outcome))) {
    await endLetter(sync, letter);
    return false;
  }
  // A delivery whose lock was lost may be at work on it still; the letter comes back.
  if (state?.lease?.key === change.key && state.lease.until > now) {
    await letter.abandon();
    return true;
  }
  const known = await sync.ledger.openRow(area, record);
  const row: OpenRow = {
    record,
    area,
    map: map.name,
    outcome: 'rejected',
    ...askedBy(change),
    ...verdict(state, known, letter, now),
    deadLetter: { sequenceNumber: letter.sequenceNumber, messageId: letter.messageId },
    ...(state?.company === undefined ? {} : { company: state.company }),
    ...(state?.number === undefined ? {} : { number: state.number }),
  };
  const named = known?.deadLetter;
  if (named !== undefined && named.sequenceNumber !== letter.sequenceNumber) {
    const earlier = await sync.bus.receiveDeferredDeadLetter(area, named.sequenceNumber);
    if (earlier !== undefined) {
      const kept = keptOf(change, parseChange(earlier.body));
      if (kept !== 'later') await earlier.abandon();
      if (kept === 'earlier') {
        await letter.complete();
        return true;
      }
      if (kept === 'both') {
        await letter.abandon();
        return true;
      }
      // Before the row names the later one: what no row names, nobody would ever find.
      await earlier.complete();
    }
  }
  // Another letter was named meanwhile: this one comes back and is compared with it.
  if (await sync.ledger.putOpen(row, named?.sequenceNumber)) await letter.defer();
  else await letter.abandon();
  return true;
}

/**
 * Which of two letters of a record is kept. One is enough where a replay of it reads what a replay of the other would:
 * a delete must keep its word, and the two directions of a record read different sources. Of those, the later one comes
 * back from the queue until the earlier one is settled.
 */
function keptOf(later: Change, earlier: Change | undefined): 'later' | 'earlier' | 'both' {
  if (earlier === undefined) return 'later';
  if (earlier.source !== later.source) return 'both';
  return later.event === 'delete' && earlier.event !== 'delete' ? 'later' : 'earlier';
}

const unsettled: ReadonlySet<string> = new Set(['rejected', 'started', 'waiting', 'retrying']);

/** Code of a dead letter whose change nobody came to decide on. */
export const noVerdict = 'no-verdict';

/** @param now time of the ledger: a state from after it has heard of the change. */
const verdict = (
  state: RecordState | undefined,
  known: OpenRow | undefined,
  letter: LockedDeadLetter,
  now: string,
): Pick<OpenRow, 'failure' | 'since'> =>
  state?.failure === undefined
    ? { failure: crashed(letter), since: now }
    : { failure: state.failure, since: known?.since ?? state.updatedAt };

const crashed = (letter: LockedDeadLetter): OpenRow['failure'] =>
  explain('no-verdict', {
    code: noVerdict,
    message: `The message died without a verdict${letter.deadLetterReason === undefined ? '' : ` (${letter.deadLetterReason})`}: the host ended each time before the ledger was written.`,
    hint: 'Replay it.',
  });

const unreadable = (area: Area, letter: LockedDeadLetter, why: string): OpenRow => ({
  record: `unreadable|${letter.sequenceNumber}`,
  area,
  map: '',
  outcome: 'rejected',
  since: letter.enqueuedAt,
  failure: explain('unreadable', {
    code: 'unreadable',
    message: `${why}: ${letter.body.slice(0, 500)}`,
    hint: 'Bring the table map back and replay, or find out who sends to this topic; only the ingest functions may.',
  }),
  deadLetter: { sequenceNumber: letter.sequenceNumber, messageId: letter.messageId },
});
