import { explain } from '../causes/explain.ts';
import type { OpenRow, RecordState } from '../ledger/ledger.ts';
import { messageId } from '../messaging/message-id.ts';
import { askedBy } from './asked-by.ts';
import { checkDocument } from './check-document.ts';
import type { ClaimedChange } from './claimed-change.ts';
import type { Ending } from './ending.ts';
import { expectWhatFollows } from './expectations.ts';
import { followUp } from './follow-up.ts';
import { isOpen } from './is-open.ts';
import { aliasOf } from './number-alias.ts';
import { sendCopy } from './send-copy.ts';
import type { Sync } from './sync.ts';
import { verifyLater } from './verify-later.ts';

/**
 * What must not be forgotten if the host dies right after the commit, since a redelivery would then find all done: it is
 * written or sent first, and costs a look at most when the commit does not follow.
 */
export async function beforeCommit(
  sync: Sync,
  run: ClaimedChange,
  state: RecordState,
  ending: Ending,
): Promise<void> {
  const { claimed } = run;
  const steps: Promise<void>[] = [];
  if (isOpen(state)) steps.push(listAsOpen(sync, run, state));
  const alias = aliasOf(run.map, state);
  const named = claimed.state.number !== state.number || isOpen(claimed.state);
  // A row that was refused must not lead away from the one that bears its number.
  if (alias !== undefined && named && !isOpen(state)) steps.push(sync.ledger.putAlias(alias, state.record));
  if (isFirstUncertain(run, ending)) steps.push(verifyLater(sync, run.map, run.change));
  const headerKey = headerToCheck(run, ending);
  if (headerKey !== undefined) steps.push(checkDocument(sync, run, headerKey));
  if (mayHideOtherWay(run, ending)) steps.push(lookOtherWay(sync, run));
  if (ending.kind === 'result' && 'completesLater' in ending.result) steps.push(completeLater(sync, run));
  steps.push(...expectWhatFollows(sync, run, ending));
  await Promise.all(steps);
}

/**
 * The header of a line that was written; also where nothing differs any more, when an earlier attempt may have written
 * and ended before it could say so.
 */
function headerToCheck({ claimed, change, takeover }: ClaimedChange, ending: Ending): string | undefined {
  if (ending.kind !== 'result') return undefined;
  const { result } = ending;
  if (result.outcome === 'applied') return result.headerKey;
  const doubted = takeover || claimed.state.distrust || change.mode === 'verify';
  return result.outcome === 'unchanged' && (doubted || !claimed.state.appliedOnce)
    ? result.headerKey
    : undefined;
}

/** A dead letter of the record that was taken in before stays named: it is completed when the record is settled. */
async function listAsOpen(sync: Sync, run: ClaimedChange, state: RecordState): Promise<void> {
  const { area } = run.map;
  let known = isOpen(run.claimed.state) ? await sync.ledger.openRow(area, state.record) : undefined;
  for (;;) {
    const row: OpenRow = {
      ...openRow(run, state),
      ...(known === undefined ? {} : { since: known.since }),
      ...(known?.deadLetter === undefined ? {} : { deadLetter: known.deadLetter }),
    };
    if (await sync.ledger.putOpen(row, known?.deadLetter?.sequenceNumber)) return;
    known = await sync.ledger.openRow(area, state.record);
  }
}

/** The row in Open is written before the state: whatever is open can be found. */
function openRow(run: ClaimedChange, state: RecordState): OpenRow {
  return {
    record: state.record,
    area: run.map.area,
    map: run.map.name,
    outcome: state.outcome === 'rejected' || state.outcome === 'waiting' ? state.outcome : 'retrying',
    failure: state.failure ?? explain('unexpected', { code: 'unknown', message: 'no reason was given' }),
    ...askedBy(run.change),
    since: isOpen(run.claimed.state) ? run.claimed.state.updatedAt : run.startedAt,
    ...(state.company === undefined ? {} : { company: state.company }),
    ...(state.number === undefined ? {} : { number: state.number }),
    ...(state.project === undefined ? {} : { project: state.project }),
    ...(state.nextAt === undefined ? {} : { nextAt: state.nextAt }),
  };
}

/**
 * A write without an answer may still be under way when the next attempt compares. Only the first of a chain asks for a
 * later look: while a system is away each attempt would add one.
 */
const isFirstUncertain = ({ claimed }: ClaimedChange, ending: Ending): boolean =>
  ending.kind === 'problem' &&
  ending.problem.uncertain &&
  ending.recovery.do !== 'reject' &&
  !claimed.state.distrust;

/** A record has one outcome for both of its directions: one that settles must not hide that the other was refused. */
const mayHideOtherWay = ({ map, claimed }: ClaimedChange, ending: Ending): boolean =>
  ending.kind === 'result' &&
  claimed.state.outcome === 'rejected' &&
  map.toFinance !== undefined &&
  map.toDataverse !== undefined;

/**
 * By then those that waited for the row are on their way; who is still open holds a closing back. Looks of one interval ask
 * for one message; a later one asks anew, for what the first one asked for may have been left with its own holder.
 */
async function completeLater(sync: Sync, { map, change }: ClaimedChange): Promise<void> {
  const interval = Math.max(1, sync.timing.recheckMs[0] ?? 0);
  const due = (Math.floor(sync.now() / interval) + 2) * interval;
  const later = followUp(change, {
    key: messageId(change.key, 'complete', String(due)),
    mode: 'normal',
    event: 'seen',
    origin: 'completing',
  });
  await sendCopy(sync, map, later, due);
}

async function lookOtherWay(sync: Sync, { map, change, claimed }: ClaimedChange): Promise<void> {
  const other = followUp(change, {
    source: change.source === 'dataverse' ? 'finance' : 'dataverse',
    key: messageId(change.key, 'other-way', claimed.state.lease?.token ?? ''),
    mode: 'verify',
    event: 'seen',
    origin: 'other direction',
  });
  await sendCopy(sync, map, other, sync.now());
}
