import type { OpenRow } from '../ledger/ledger.ts';
import type { LockedDeadLetter } from '../messaging/bus.ts';
import { changeSchema, type Change } from '../messaging/change.ts';
import type { Area } from '../table-map/area.ts';
import { recordOf } from '../table-map/record-of.ts';
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
  const change = readChange(letter.body);
  if (change === undefined || !sync.maps.has(change.map)) {
    const why = change === undefined ? 'Not a change message' : `There is no table map "${change.map}"`;
    await sync.ledger.putOpen(unreadable(area, letter, why));
    await letter.defer();
    return true;
  }
  const map = sync.maps.byName(change.map);
  const record = recordOf(map, change.row);
  const { state, keyRow } = await sync.ledger.open(record, change.key);
  const settled =
    keyRow !== undefined &&
    keyRow.outcome !== 'rejected' &&
    keyRow.outcome !== 'started' &&
    keyRow.outcome !== 'waiting' &&
    keyRow.outcome !== 'retrying';
  const written =
    state?.outcome === 'applied' || state?.outcome === 'unchanged' || state?.outcome === 'deleted';
  if (settled || (keyRow?.outcome === 'rejected' && written)) {
    await letter.complete();
    return false;
  }
  const row: OpenRow = {
    record,
    area,
    map: map.name,
    outcome: 'rejected',
    failure: state?.failure ?? crashed(letter),
    since: state?.updatedAt ?? letter.enqueuedAt,
    deadLetter: { sequenceNumber: letter.sequenceNumber, messageId: letter.messageId },
    ...(state?.company === undefined ? {} : { company: state.company }),
    ...(state?.number === undefined ? {} : { number: state.number }),
  };
  await sync.ledger.putOpen(row);
  await letter.defer();
  return true;
}

function readChange(body: string): Change | undefined {
  try {
    return changeSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

const crashed = (letter: LockedDeadLetter): OpenRow['failure'] => ({
  code: 'no-verdict',
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
