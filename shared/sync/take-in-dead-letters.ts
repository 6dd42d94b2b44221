import type { OpenRow, RecordState } from '../ledger/ledger.ts';
import type { LockedDeadLetter } from '../messaging/bus.ts';
import { parseChange } from '../messaging/parse-change.ts';
import type { Area } from '../table-map/area.ts';
import { recordOf } from '../table-map/record-of.ts';
import { askedBy } from './asked-by.ts';
import { isSettled } from './is-open.ts';
import type { Sync } from './sync.ts';

/**
 * Looks at the dead letters of an area that nobody has looked at yet. One whose record was settled meanwhile is
 * completed. Every other is written into Open and deferred inside the dead-letter queue, so that one of 10,000 can be
 * replayed by its number.
 *
 * @returns how many were taken into Open and how many were completed.
 */
export async function takeInDeadLetters(
  sync: Sync,
  area: Area,
  limit: number,
): Promise<{ readonly open: number; readonly settled: number }> {
  const letters = await sync.bus.receiveDeadLetters(area, limit);
  const taken = await Promise.all(letters.map((letter) => takeIn(sync, area, letter)));
  return { open: taken.filter((open) => open).length, settled: taken.filter((open) => !open).length };
}

async function takeIn(sync: Sync, area: Area, letter: LockedDeadLetter): Promise<boolean> {
  const change = parseChange(letter.body);
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
    await letter.complete();
    return false;
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
  await sync.ledger.putOpen(row);
  await letter.defer();
  // One letter of a record is enough: a replay reads the source, whatever the change said.
  if (known?.deadLetter !== undefined && known.deadLetter.sequenceNumber !== letter.sequenceNumber)
    await (await sync.bus.receiveDeferredDeadLetter(area, known.deadLetter.sequenceNumber))?.complete();
  return true;
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

const crashed = (letter: LockedDeadLetter): OpenRow['failure'] => ({
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
  failure: {
    code: 'unreadable',
    message: `${why}: ${letter.body.slice(0, 500)}`,
    hint: 'Bring the table map back and replay, or find out who sends to this topic; only the ingest functions may.',
  },
  deadLetter: { sequenceNumber: letter.sequenceNumber, messageId: letter.messageId },
});
