import { createHash } from 'node:crypto';
import type { OpenRow, RecordState } from '../ledger/ledger.ts';
import type { JobItem, JobItemOutcome } from '../ledger/support-ledger.ts';
import { messageId } from '../messaging/message-id.ts';
import { replay } from '../sync/replay.ts';
import { stillOpen } from '../sync/still-open.ts';
import type { Sync } from '../sync/sync.ts';
import { auditRowOf } from './audit-row-of.ts';
import { lookChange } from './look-change.ts';
import { markOf } from './mark-of.ts';
import { preview } from './preview.ts';
import { recordMap } from './record-map.ts';
import { isOutstanding, replayHoldMs, replayHoldName } from './replay-hold.ts';

/** Who replays. `token` tells this piece of work from every other, also after a restart. */
export interface Replayer {
  readonly by: string;
  readonly token: string;
  readonly job?: string;
}

export type ReplayedRecord =
  /** Sent; the mark is of the record's state before. */
  | { readonly step: 'sent'; readonly mark: string }
  | { readonly step: 'done'; readonly outcome: JobItemOutcome; readonly why: string };

/**
 * Replays one open record, if nothing has moved since the preview and nobody else's replay of it is outstanding. One
 * without a dead letter (it waits, or its message is on its way there) is looked at again now.
 *
 * @throws LedgerError, BusError; nothing is lost, call again.
 */
export async function replayRecord(
  sync: Sync,
  { area, record, hash }: Pick<JobItem, 'area' | 'record' | 'hash'>,
  replayer: Replayer,
): Promise<ReplayedRecord> {
  const open = await sync.ledger.openRow(area, record);
  const isOpen = open !== undefined && (await stillOpen(sync, open));
  const state = await sync.ledger.state(record);
  if (!isOpen)
    return done('settled', `It is ${state?.outcome ?? 'not open'} already; nothing is left to replay.`);
  const mark = markOf(state);
  const name = replayHoldName(record);
  const now = sync.now();
  const other = await sync.ledger.takeHold(
    {
      name,
      by: replayer.by,
      at: new Date(now).toISOString(),
      token: replayer.token,
      until: new Date(now + replayHoldMs).toISOString(),
      mark,
    },
    (known) => !isOutstanding(known, mark, now),
  );
  if (other !== undefined)
    return done('taken', `${other.by} has been replaying it since ${other.at}; its answer is still to come.`);
  let ended: ReplayedRecord | undefined;
  try {
    const moved = hash === undefined ? undefined : await movedSince(sync, open, hash);
    ended = moved ?? (await send(sync, open, state, replayer));
  } catch (error) {
    // Whoever calls again would else be told for a quarter of an hour that somebody is at it. What was sent after all is
    // sent again under the same id, or is one look more.
    await sync.ledger.dropHold(name, replayer.token).catch(() => undefined);
    throw error;
  }
  if (ended === undefined) return { step: 'sent', mark };
  await sync.ledger.dropHold(name, replayer.token);
  return ended;
}

const done = (outcome: JobItemOutcome, why: string): ReplayedRecord => ({ step: 'done', outcome, why });

/** Why the record is not sent after all; undefined when everything is as the person saw it. */
async function movedSince(
  sync: Sync,
  { area, record }: OpenRow,
  hash: string,
): Promise<ReplayedRecord | undefined> {
  const now = await preview(sync, area, record);
  if (now.hash === hash) return undefined;
  return now.verdict === 'unreachable'
    ? done('unreachable', `It could not be compared with the preview: ${now.why}`)
    : done('moved', `Something has changed since the preview. Now: ${now.why}`);
}

async function send(
  sync: Sync,
  open: OpenRow,
  state: RecordState | undefined,
  { by, token, job }: Replayer,
): Promise<ReplayedRecord | undefined> {
  const { area, record } = open;
  const letter = open.deadLetter?.sequenceNumber;
  await sync.ledger.addAudit(
    auditRowOf(sync, open, {
      by,
      action: 'replay',
      ...(job === undefined ? {} : { job }),
      after: { sent: letter === undefined ? 'a new look' : `dead letter ${letter}` },
    }),
  );
  const origin = `replay by ${by}`;
  const replayed = letter === undefined ? undefined : await replay(sync, area, record, origin);
  if (replayed?.outcome === 'sent') return undefined;
  if (replayed?.because === 'unreadable' || replayed?.because === 'no-map')
    return done('cannot', `It cannot be sent again: ${replayed.why}.`);
  const found = recordMap(sync.maps, record);
  if (found === undefined) return done('cannot', 'A message that nobody can read can only be discarded.');
  const timeline = open.direction === undefined ? await sync.ledger.timeline(record, 1) : [];
  // Sent twice with one token it is one message: equal ids are swallowed.
  const key = `replay|${token}|${createHash('sha256').update(record).digest('hex')}`;
  const change = lookChange({ ...found, open, state, timeline, key, origin, at: sync.now() });
  await sync.bus.publish([{ area, messageId: messageId(key), change }]);
  return undefined;
}
