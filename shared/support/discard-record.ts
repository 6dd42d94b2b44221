import type { Claimed, OpenRow, RecordState, TimelineRow } from '../ledger/ledger.ts';
import { messageId } from '../messaging/message-id.ts';
import { closeOpen } from '../sync/close-open.ts';
import { aliasOf } from '../sync/number-alias.ts';
import { recordNumbered } from '../sync/record-numbered.ts';
import { sendCopy } from '../sync/send-copy.ts';
import { stillOpen } from '../sync/still-open.ts';
import type { Sync } from '../sync/sync.ts';
import type { Area } from '../table-map/area.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { auditRowOf } from './audit-row-of.ts';
import { lookChange } from './look-change.ts';
import { recordMap } from './record-map.ts';

export interface Discard {
  readonly by: string;
  readonly reason: string;
  /** ISO 8601 UTC: the record is looked at again then. Until its source changes, where there is none. */
  readonly until?: string;
}

export type Discarded =
  { readonly outcome: 'discarded' } | { readonly outcome: 'settled' | 'busy'; readonly why: string };

/**
 * Settles an open record as discarded: its messages in flight find it settled, its dead letter is completed, and
 * nothing is written to either system. The next change of its source is worked on as always.
 *
 * @throws LedgerError, BusError; call again.
 */
export async function discardRecord(
  sync: Sync,
  area: Area,
  record: string,
  discard: Discard,
): Promise<Discarded> {
  const open = await sync.ledger.openRow(area, record);
  if (open === undefined || !(await stillOpen(sync, open)))
    return { outcome: 'settled', why: 'It is not open (any more); nothing is left to discard.' };
  const found = recordMap(sync.maps, record);
  if (found === undefined) {
    await audit(sync, open, discard);
    await closeOpen(sync, area, record, new Date(sync.now()).toISOString());
    return { outcome: 'discarded' };
  }
  const timeline = await sync.ledger.timeline(record, mostAttempts);
  let audited = false;
  for (const attempt of unsettled(timeline, sync.newId())) {
    const claimed = await claim(sync, found.map, record, attempt, open, discard);
    if (claimed === 'busy') return beingWorkedOn;
    if (!audited) await audit(sync, open, discard);
    audited = true;
    const wanted = await commit(sync, claimed, attempt, open, discard);
    if (wanted === 'lost') return beingWorkedOn;
    // What arrived meanwhile is news that nobody has seen.
    if (wanted) await lookAt(sync, found, open, claimed.state, sync.now(), 'seen while it was discarded');
  }
  const state = await sync.ledger.state(record);
  if (state !== undefined) await findByNumber(sync, found.map, state);
  if (discard.until !== undefined && state !== undefined)
    await lookAt(sync, found, open, state, Date.parse(discard.until), 'discard expired');
  await closeOpen(sync, area, record, state?.updatedAt ?? new Date(sync.now()).toISOString());
  return { outcome: 'discarded' };
}

const beingWorkedOn = {
  outcome: 'busy',
  why: 'A message of it is being worked on just now; try again in a moment.',
} as const;

/** Found by its number later on, unless another record bears it. */
async function findByNumber(sync: Sync, map: TableMap, state: RecordState): Promise<void> {
  const { company = '', number, record } = state;
  const alias = aliasOf(map, state);
  if (number === undefined || alias === undefined) return;
  if ((await recordNumbered(sync, map, company, number)) === undefined)
    await sync.ledger.putAlias(alias, record);
}

/** Newest attempts of a record that are looked through for messages in flight. */
const mostAttempts = 200;

type Unsettled = Pick<TimelineRow, 'key' | 'attempt'>;

/** Keys with a message in flight, or one that was refused: their copies must find them settled. A new one where there is none. */
function unsettled(timeline: readonly TimelineRow[], newId: string): readonly Unsettled[] {
  const newest = new Map<string, TimelineRow>();
  for (const row of timeline) if (!newest.has(row.key)) newest.set(row.key, row);
  const open = [...newest.values()].filter(
    ({ outcome }) =>
      outcome === 'waiting' || outcome === 'retrying' || outcome === 'rejected' || outcome === 'started',
  );
  return open.length > 0 ? open : [{ key: `discard|${newId}`, attempt: 1 }];
}

async function claim(
  sync: Sync,
  map: TableMap,
  record: string,
  { key, attempt }: Unsettled,
  open: OpenRow,
  discard: Discard,
): Promise<Claimed | 'busy'> {
  for (let tries = 0; tries < 3; tries++) {
    const opened = await sync.ledger.open(record, key);
    const { now, state, keyRow } = opened;
    if (state?.lease !== undefined && state.lease.until > now) return 'busy';
    const claimed = await sync.ledger.claim(opened, {
      token: sync.newId(),
      until: new Date(Date.parse(now) + sync.timing.leaseMs).toISOString(),
      key: { key, outcome: 'started', attempt, sequenceNumber: keyRow?.sequenceNumber ?? '', at: now },
      timeline: { ...timelineRow(key, attempt, open, discard, now), outcome: 'started' },
      initial: { map: map.name, mapVersion: map.version, area: map.area },
    });
    if (claimed !== 'changed') return claimed;
  }
  return 'busy';
}

/** @returns whether changes arrived while the record was held; `lost`: somebody else holds it, and nothing was written. */
async function commit(
  sync: Sync,
  claimed: Claimed,
  { key, attempt }: Unsettled,
  open: OpenRow,
  discard: Discard,
): Promise<boolean | 'lost'> {
  let held = claimed;
  let isNews = claimed.state.pending.length > 0;
  for (;;) {
    const now = (await sync.ledger.open(open.record, key)).now;
    const answer = await sync.ledger.commit(held, {
      state: discardedState(held.state, discard, now),
      key: { key, outcome: 'discarded', attempt, sequenceNumber: '', at: now },
      timeline: { ...timelineRow(key, attempt, open, discard, now), outcome: 'discarded' },
    });
    if (answer === 'lost') return 'lost';
    if (answer === 'committed') return isNews;
    isNews ||= answer.pending.length > 0;
    held = answer.claimed;
  }
}

const reasonOf = ({ by, reason, until }: Discard): string =>
  `discarded by ${by}: ${reason}${until === undefined ? '' : ` (until ${until.slice(0, 10)})`}`;

const timelineRow = (
  key: string,
  attempt: number,
  { direction = 'to-finance' }: OpenRow,
  discard: Discard,
  at: string,
): Omit<TimelineRow, 'outcome'> => ({
  at,
  key,
  attempt,
  origin: `discard by ${discard.by}`,
  direction,
  reason: reasonOf(discard),
});

function discardedState(state: RecordState, discard: Discard, at: string): RecordState {
  const { failure: _failure, nextAt: _nextAt, attempted: _attempted, lease: _lease, ...kept } = state;
  return { ...kept, outcome: 'discarded', reason: reasonOf(discard), pending: [], updatedAt: at };
}

const audit = (sync: Sync, open: OpenRow, { by, reason, until }: Discard): Promise<void> =>
  sync.ledger.addAudit(
    auditRowOf(sync, open, {
      by,
      action: 'discard',
      reason,
      after: { outcome: 'discarded', ...(until === undefined ? {} : { until }) },
    }),
  );

async function lookAt(
  sync: Sync,
  found: { readonly map: TableMap; readonly row: string },
  open: OpenRow,
  state: RecordState,
  at: number,
  origin: string,
): Promise<void> {
  const key = messageId('look', sync.newId());
  const change = lookChange({ ...found, open, state, timeline: [], key, origin, at: sync.now() });
  await sendCopy(sync, found.map, change, at);
}
