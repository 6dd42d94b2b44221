import type { Ledger } from '../ledger.ts';
import { addWaiter } from './add-waiter.ts';
import { claimRecord } from './claim-record.ts';
import { commitRecord } from './commit-record.ts';
import { connectTables, type TableConnection, type TableOptions } from './connect-tables.ts';
import { escapeKey } from './escape-key.ts';
import { foldKey } from './fold-key.ts';
import { listOpen } from './list-open.ts';
import { listWaiters, waitersOf } from './list-waiters.ts';
import { listNamedText } from './list-named-text.ts';
import { namedText } from './named-text.ts';
import { openRecord } from './open-record.ts';
import { putOpenIf, removeOpenIf } from './open-row-if.ts';
import { openRowKeys, readOpenRow } from './open-row.ts';
import { purgeRecord } from './purge-record.ts';
import { putNamedTextIf } from './put-named-text-if.ts';
import { readRow } from './read-row.ts';
import { readTimeline } from './read-timeline.ts';
import { removeWaiters } from './remove-waiters.ts';
import { putSeen, readSeen } from './seen-hashes.ts';
import { readState, stateRowKey } from './state-row.ts';
import { serviceClock } from './service-clock.ts';
import { statsTable } from './stats-table.ts';
import { storeCall as call, storeRows as rows } from './store-call.ts';
import { supportTables } from './support-tables.ts';
import { readWaiter } from './waiter-row.ts';

export interface TableStorageLedgerOptions extends TableOptions {
  /** Milliseconds since 1970; used only for an answer without a Date header. */
  readonly clock: () => number;
}

/** Beyond the port, for a sweep: removes a record's key and timeline rows from before an ISO time. */
export type TableStorageLedger = Ledger & { purge(record: string, before: string): Promise<number> };

/** Tables are made once, at start: a first token may take longer than an operation is given. */
const prepareMs = 30_000;

/**
 * The ledger on Azure Table Storage. A change costs three operations: open, claim, commit; that of a record which is
 * presumed to be new, two.
 *
 * @throws Error when the connection cannot be read or the prefix is not allowed; every method throws LedgerError.
 */
export function tableStorageLedger(
  connection: TableConnection,
  { clock, ...options }: TableStorageLedgerOptions,
): TableStorageLedger {
  const tables = connectTables(connection, options);
  const owner = namedText(tables.owner);
  const lookup = namedText(tables.lookup);
  const control = namedText(tables.control);
  const service = serviceClock(clock);

  return {
    prepare: () =>
      call('create its tables', async () => {
        const abortSignal = AbortSignal.timeout(prepareMs);
        await Promise.all(Object.values(tables).map((table) => table.createTable({ abortSignal })));
      }),

    open: (record, key) => call(`open ${record}`, () => openRecord(tables, { clock, service }, record, key)),
    presumeNew: (record) => {
      const now = service.now();
      const nothing = { state: undefined, version: undefined, keyRow: undefined };
      return Promise.resolve(now === undefined ? undefined : { record, ...nothing, now });
    },
    claim: (opened, claim) => call(`claim ${opened.record}`, () => claimRecord(tables, opened, claim)),
    fold: (opened, key, timeline) =>
      call(`fold ${key.key} into ${opened.record}`, () => foldKey(tables, opened, key, timeline)),
    commit: (claimed, commit) =>
      call(`commit ${claimed.state.record}`, () => commitRecord(tables, claimed, commit)),
    state: (record) =>
      call(`read ${record}`, async () => {
        const row = await readRow(tables.records, escapeKey(record), stateRowKey);
        return row === undefined ? undefined : readState(row);
      }),
    timeline: (record, limit) =>
      call(`read the timeline of ${record}`, () => readTimeline(tables, record, limit)),
    purge: (record, before) => call(`purge ${record}`, () => purgeRecord(tables, record, before)),

    putOpen: (row, letter) => call(`list ${row.record} as open`, () => putOpenIf(tables.open, row, letter)),
    removeOpen: (area, record, letter) =>
      call(`take ${record} off the open list`, () => removeOpenIf(tables.open, area, record, letter)),
    openRow: (area, record) =>
      call(`read the open row of ${record}`, async () => {
        const { partitionKey, rowKey } = openRowKeys(area, record);
        const row = await readRow(tables.open, partitionKey, rowKey);
        return row === undefined ? undefined : readOpenRow(row);
      }),
    listOpen: (area) => rows(`list what is open in ${area}`, () => listOpen(tables, area)),

    addWaiter: (waiter, parentInitial, parentIs) =>
      call(`add a waiter to ${waiter.parent}`, () => addWaiter(tables, waiter, parentInitial, parentIs)),
    waitersOf: (parent, limit) =>
      call(`read the waiters of ${parent}`, () => waitersOf(tables, parent, limit)),
    waiter: (parent, record) =>
      call(`read the waiter ${record} of ${parent}`, async () => {
        const row = await readRow(tables.waiting, escapeKey(parent), escapeKey(record));
        return row === undefined ? undefined : readWaiter(row);
      }),
    removeWaiters: (waiters) =>
      call(`remove ${String(waiters.length)} waiters`, () => removeWaiters(tables, waiters)),
    listWaiters: () => rows('list the waiters', () => listWaiters(tables)),

    ownerOf: (counterpart) => call(`read the owner of ${counterpart}`, () => owner.get(counterpart)),
    setOwner: (counterpart, expected, record) =>
      call(`set the owner of ${counterpart}`, () =>
        putNamedTextIf(tables.owner, counterpart, expected, record),
      ),
    removeOwner: (counterpart, record) =>
      call(`remove the owner of ${counterpart}`, async () => {
        await putNamedTextIf(tables.owner, counterpart, record, undefined);
      }),

    lookUp: (alias) => call(`look up ${alias}`, () => lookup.get(alias)),
    putAlias: (alias, record) => call(`put the alias ${alias}`, () => lookup.put(alias, record)),

    seen: (scan) => call(`read what ${scan} saw`, () => readSeen(tables, scan)),
    putSeen: (scan, hashes) => call(`put what ${scan} saw`, () => putSeen(tables, scan, hashes)),

    control: (name) => call(`read the control ${name}`, () => control.get(name)),
    putControl: (name, value) => call(`put the control ${name}`, () => control.put(name, value)),
    putControlIf: (name, expected, value) =>
      call(`put the control ${name}`, () => putNamedTextIf(tables.control, name, expected, value)),
    listControls: (prefix) =>
      call(`list the controls ${prefix}`, () => listNamedText(tables.control, prefix)),

    ...supportTables(tables),
    ...statsTable(tables),
  };
}
