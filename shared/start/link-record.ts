import type { RecordState } from '../ledger/ledger.ts';
import { counterpartName } from '../sync/claim-counterpart.ts';
import { isOpen } from '../sync/is-open.ts';
import { aliasOf } from '../sync/number-alias.ts';
import { releaseWaiters } from '../sync/release-waiters.ts';
import type { Sync } from '../sync/sync.ts';
import { usualDirection } from '../support/usual-direction.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { lookMessage } from './look-message.ts';

export interface Pair {
  /** Names the record under its map. */
  readonly row: string;
  readonly counterpartKey: string;
  readonly company: string | undefined;
  /** Business number, for a person. */
  readonly number: string | undefined;
}

/** `linked` now, or `known` before; `taken`: another record owns the counterpart row; `busy`: it is being worked on. */
export type LinkedRecord = 'linked' | 'known' | 'taken' | 'busy';

/** Why the state of a linked record is what it is. */
export const linkedReason =
  'both rows were there and are linked by their business id; their contents were not compared';

/**
 * Notes in the ledger that two rows are one record, as `unchanged`: the counterpart is there and nothing was written. No
 * hash is kept, so that the next look compares. A record that is open stays open.
 *
 * @throws LedgerError, BusError; nothing is lost, link it again.
 */
export async function linkRecord(
  sync: Sync,
  map: TableMap,
  { row, counterpartKey, company, number }: Pair,
  by: string,
): Promise<LinkedRecord> {
  const { ledger } = sync;
  const record = recordOf(map, row);
  const name = counterpartName(map, counterpartKey);
  const owner = await ledger.ownerOf(name);
  if (owner !== undefined && owner !== record) return 'taken';
  const key = `link|${sync.newId()}`;
  const opened = await ledger.open(record, key);
  const known = opened.state;
  if (owner === record && known?.appliedOnce === true && known.counterpartKey !== undefined) return 'known';
  if (known?.lease !== undefined && Date.parse(known.lease.until) > Date.parse(opened.now)) return 'busy';
  if (owner === undefined && !(await ledger.setOwner(name, undefined, record))) return 'taken';

  const told = {
    at: opened.now,
    key,
    attempt: 1,
    origin: `link by ${by}`,
    direction: usualDirection(map),
  } as const;
  const keyRow = { key, attempt: 1, sequenceNumber: '0', at: opened.now };
  let claimed = await ledger.claim(opened, {
    token: sync.newId(),
    until: new Date(Date.parse(opened.now) + sync.timing.leaseMs).toISOString(),
    key: { ...keyRow, outcome: 'started' },
    timeline: { ...told, outcome: 'started' },
    initial: { map: map.name, mapVersion: map.version, area: map.area },
  });
  if (claimed === 'changed') return 'busy';
  let waiters = claimed.state.hasWaiters;
  for (;;) {
    const state = stateOf(claimed.state, { company, counterpartKey, number }, opened.now);
    const alias = aliasOf(map, state);
    if (alias !== undefined) await ledger.putAlias(alias, record);
    const answer = await ledger.commit(claimed, {
      state,
      key: { ...keyRow, outcome: 'unchanged' },
      timeline: {
        ...told,
        outcome: state.outcome ?? 'unchanged',
        reason: linkedReason,
        ...(state.failure === undefined ? {} : { failure: state.failure }),
      },
    });
    if (answer === 'lost') return 'busy';
    if (answer === 'committed') break;
    // A change that came meanwhile was left with us: it looks for itself after this.
    if (answer.pending.length > 0)
      await sync.bus.publish([lookMessage(sync, map, row, { key: `${key}|again`, origin: 'folded' })]);
    claimed = answer.claimed;
    waiters ||= claimed.state.hasWaiters;
  }
  if (waiters) await releaseWaiters(sync, record);
  return 'linked';
}

function stateOf(
  { lease: _, ...known }: RecordState,
  { company, counterpartKey, number }: Omit<Pair, 'row'>,
  now: string,
): RecordState {
  return {
    ...known,
    ...(isOpen(known) ? {} : { outcome: 'unchanged' as const, reason: linkedReason }),
    counterpartKey,
    appliedOnce: true,
    distrust: true,
    hasWaiters: false,
    ...(company === undefined ? {} : { company }),
    ...(number === undefined ? {} : { number }),
    updatedAt: now,
  };
}
