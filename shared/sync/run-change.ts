import { LedgerError } from '../ledger/ledger-error.ts';
import type { Change } from '../messaging/change.ts';
import { recordOf } from '../table-map/record-of.ts';
import type { TableMap } from '../table-map/table-map.ts';
import { alarmOnLedger } from './alarm-on-ledger.ts';
import { CounterpartError } from './counterpart-error.ts';
import { decide, type Delivery } from './decide.ts';
import type { Decision } from './decision.ts';
import { directionOf } from './direction-of.ts';
import { staysParked } from './gates/stays-parked.ts';
import { RejectedError } from './rejected-error.ts';
import { nameRecord } from './name-record.ts';
import { readAhead } from './read-ahead.ts';
import { runClaimed } from './run-claimed.ts';
import { sendCopy } from './send-copy.ts';
import type { Sync } from './sync.ts';
import { verifyLater } from './verify-later.ts';

/**
 * One delivery of one change, from claim to commit. Normal return: the message may be completed. A throw: the message
 * must be abandoned; after its last delivery it is a dead letter.
 *
 * @throws RejectedError when a person must act; BusError when neither ledger nor bus can be reached.
 */
export async function runChange(
  sync: Sync,
  change: Change,
  delivery: Pick<Delivery, 'sequenceNumber'>,
): Promise<void> {
  const map = sync.maps.byName(change.map);
  try {
    const named = await nameRecord(sync, map, change);
    if (named === undefined) {
      sync.log(`${map.dataverse.table} ${change.row} was not made by "${map.name}" and is left alone`);
      return;
    }
    await claimAndRun(sync, map, named, delivery);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    // Without the ledger nothing may be written. A copy keeps the change without using up its deliveries.
    sync.log(`ledger away (${error.code}), ${change.map} ${change.row} comes back: ${error.message}`);
    alarmOnLedger(sync, change, error);
    const at = sync.now() + sync.timing.ledgerAwayMs;
    await sendCopy(sync, map, change, at, 'ledger', delivery.sequenceNumber);
  }
}

async function claimAndRun(
  sync: Sync,
  map: TableMap,
  change: Change,
  { sequenceNumber }: Pick<Delivery, 'sequenceNumber'>,
): Promise<void> {
  const record = recordOf(map, change.row);
  const oneWay = map.toFinance === undefined || map.toDataverse === undefined;
  // A delete must keep its word, and an expectation is looked at by nobody else.
  const foldable = oneWay && change.event !== 'delete' && change.event !== 'expect';
  for (let presumed = isFirstWordOf(change); ; presumed = false) {
    const asked = sync.now();
    const opened =
      (presumed ? await sync.ledger.presumeNew(record) : undefined) ??
      (await sync.ledger.open(record, change.key));
    const decided = decide(change, { sequenceNumber, foldable }, opened);
    const parked = decided.do === 'claim' && foldable && (await staysParked(sync, map, change, opened));
    // So many keys are kept to be seen; more would only make the state large.
    if (parked && (opened.state?.pending.length ?? 0) >= mostPending) return;
    const decision: Decision = parked ? { do: 'fold' } : decided;
    const attempt = Number(change.attempt);
    const timeline = {
      at: opened.now,
      key: change.key,
      attempt,
      origin: change.origin,
      direction: directionOf(change),
    };
    const keyRow = { key: change.key, attempt, sequenceNumber, at: opened.now };

    switch (decision.do) {
      case 'complete':
        return;
      case 'throw-again':
        throw new RejectedError(record, decision.failure);
      case 'come-back':
        // One copy a message, however often that is delivered; the copy is a message of its own and may come back again.
        return sendCopy(sync, map, change, spread(sync, decision.at), 'back', sequenceNumber);
      case 'send-copy': {
        const copy = { ...change, attempt: String(decision.attempt) };
        return sendCopy(sync, map, copy, Date.parse(decision.at), copy.attempt);
      }
      case 'go-on': {
        // Not under the id of that attempt's own copy, which waits for its time: the bus would swallow this one.
        const copy = { ...change, attempt: String(decision.attempt) };
        return sendCopy(sync, map, copy, sync.now(), copy.attempt, 'release', sequenceNumber);
      }
      case 'fold': {
        const folded = await sync.ledger.fold(
          opened,
          { ...keyRow, outcome: 'folded' },
          { ...timeline, outcome: 'folded' },
        );
        if (folded === 'folded') return;
        sync.telemetry.leaseConflict(map.name);
        break;
      }
      case 'claim': {
        await firstLook(sync, map);
        const token = sync.newId();
        const [began, epoch] = [sync.now(), await sync.epoch()];
        // Before the claim: should this host end too, others may have left their keys with it and gone.
        if (decision.takeover) await verifyLater(sync, map, change);
        const ahead = decision.takeover ? undefined : await readAhead(sync, map, change, opened.state);
        // Before the claim, too: a ledger that goes away now must not leave a lease behind.
        await sync.gates.shut();
        // The ledger's time was told when it was opened: of a host that stood still since, the lease would begin in the past.
        if (sync.now() - asked > sync.timing.leaseMs / 2) break;
        const claimed = await sync.ledger.claim(opened, {
          token,
          until: new Date(Date.parse(opened.now) + sync.timing.leaseMs).toISOString(),
          key: { ...keyRow, outcome: 'started' },
          timeline: { ...timeline, outcome: 'started' },
          initial: { map: map.name, mapVersion: map.version, area: map.area },
          ...(ahead?.intendedKey === undefined ? {} : { intendedKey: ahead.intendedKey }),
        });
        if (claimed !== 'changed')
          return runClaimed(sync, {
            map,
            change,
            sequenceNumber,
            claimed,
            takeover: decision.takeover,
            startedAt: opened.now,
            began,
            epoch,
            ...(ahead === undefined ? {} : { source: ahead.source }),
          });
        if (!presumed) sync.telemetry.leaseConflict(map.name);
        break;
      }
    }
  }
}

/** Whoever makes a row tells of it first: its record is mostly new, and the claim finds out where it is not. */
const isFirstWordOf = ({ event, attempt, mode }: Change): boolean =>
  event === 'create' && attempt === '1' && mode === 'normal';

const mostPending = 20;

/**
 * Before the claim: the first look at the environments may take longer than a lease. What it came to is told by the
 * attempt itself, into the ledger.
 */
async function firstLook(sync: Sync, map: TableMap): Promise<void> {
  try {
    await sync.mapFault(map);
  } catch (error) {
    if (!(error instanceof CounterpartError)) throw error;
  }
}

/** Changes that wait for one holder do not come back in the same instant: each round would serve only one of them. */
const spread = (sync: Sync, at: string): number => Date.parse(at) + Math.round(1_000 * sync.random());
