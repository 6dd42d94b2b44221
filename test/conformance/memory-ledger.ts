import { firstState } from '../../shared/ledger/first-state.ts';
import type {
  Claimed,
  KeyRow,
  Ledger,
  OpenRow,
  RecordState,
  TimelineRow,
  Waiter,
} from '../../shared/ledger/ledger.ts';
import type { AuditRow, Hold, Job, JobItem } from '../../shared/ledger/support-ledger.ts';
import type { StatsRow } from '../../shared/ledger/stats-ledger.ts';
import { trimText } from '../../shared/ledger/table-storage/trim-text.ts';

interface MemoryRecord {
  state: RecordState;
  version: number;
  readonly keys: Map<string, KeyRow>;
  /** By row key, oldest first. */
  readonly timeline: Map<string, TimelineRow>;
}

/**
 * The ledger in memory, with the semantics of the table store; the simulation runs on it.
 *
 * @param clock milliseconds since 1970: the store's own clock, in whole seconds to the outside.
 */
export function memoryLedger(clock: () => number): Ledger {
  const records = new Map<string, MemoryRecord>();
  const open = new Map<string, OpenRow>();
  const waiters = new Map<string, Waiter>();
  const owners = new Map<string, string>();
  const aliases = new Map<string, string>();
  const controls = new Map<string, string>();
  const audits: AuditRow[] = [];
  const jobs = new Map<string, Job>();
  const jobItems = new Map<string, Map<number, JobItem>>();
  const holds = new Map<string, Hold>();
  const stats = new Map<string, StatsRow>();
  const successes = new Map<string, string>();
  const scans = new Map<string, Map<string, string>>();
  let versions = 0;
  let rows = 0;

  /** The record at this version; undefined where somebody else was faster. A version is undefined before the first. */
  const at = (record: string, version: string | undefined): MemoryRecord | undefined => {
    const found = records.get(record);
    return found !== undefined && String(found.version) === version ? found : undefined;
  };
  const write = (found: MemoryRecord, state: RecordState): string => {
    found.state = structuredClone(trimmed(state));
    found.version = ++versions;
    return String(found.version);
  };
  const add = (record: string, state: RecordState): MemoryRecord => {
    const added = {
      state,
      version: ++versions,
      keys: new Map<string, KeyRow>(),
      timeline: new Map<string, TimelineRow>(),
    };
    records.set(record, added);
    return added;
  };

  return {
    prepare: () => Promise.resolve(),

    open: (record, key) => {
      const found = records.get(record);
      return Promise.resolve({
        record,
        state: structuredClone(found?.state),
        version: found === undefined ? undefined : String(found.version),
        keyRow: found?.keys.get(key),
        now: new Date(Math.floor(clock() / 1_000) * 1_000).toISOString(),
      });
    },

    presumeNew: (record) =>
      Promise.resolve({
        record,
        state: undefined,
        version: undefined,
        keyRow: undefined,
        now: new Date(Math.floor(clock() / 1_000) * 1_000).toISOString(),
      }),

    claim: (opened, claim) => {
      const fresh = opened.version === undefined && !records.has(opened.record);
      const found = fresh
        ? add(opened.record, firstState(opened.record, claim.initial, claim.key.at))
        : at(opened.record, opened.version);
      if (found === undefined) return Promise.resolve('changed');
      const lease = { token: claim.token, key: claim.key.key, until: claim.until };
      const { intendedKey = found.state.intendedKey } = claim;
      const intended = intendedKey === undefined ? {} : { intendedKey };
      const state: RecordState = { ...found.state, ...intended, attempt: claim.key.attempt, lease };
      const version = write(found, state);
      const timelineRow = String(++rows);
      found.keys.set(claim.key.key, claim.key);
      found.timeline.set(timelineRow, trimmed(claim.timeline));
      return Promise.resolve({ state, version, timelineRow });
    },

    fold: (opened, key, timeline) => {
      const found = at(opened.record, opened.version);
      if (found === undefined) return Promise.resolve('changed');
      const { pending } = found.state;
      write(found, { ...found.state, pending: pending.includes(key.key) ? pending : [...pending, key.key] });
      found.keys.set(key.key, key);
      found.timeline.set(String(++rows), trimmed(timeline));
      return Promise.resolve('folded');
    },

    commit: (claimed, { state, key, timeline }) => {
      const { record } = claimed.state;
      const found = at(record, claimed.version);
      if (found === undefined) return Promise.resolve(afterConflict(records.get(record), claimed));
      const { lease: _, ...released } = state;
      write(found, { ...released, pending: [] });
      found.keys.set(key.key, key);
      found.timeline.set(claimed.timelineRow, trimmed(timeline));
      return Promise.resolve('committed');
    },

    state: (record) => Promise.resolve(structuredClone(records.get(record)?.state)),
    timeline: (record, limit) =>
      Promise.resolve([...(records.get(record)?.timeline.values() ?? [])].reverse().slice(0, limit)),

    putOpen: (row, letter) => {
      const named = open.get(pair(row.area, row.record))?.deadLetter?.sequenceNumber;
      if (named !== undefined && named !== letter && named !== row.deadLetter?.sequenceNumber)
        return Promise.resolve(false);
      open.set(pair(row.area, row.record), trimmed(row));
      return Promise.resolve(true);
    },
    removeOpen: (area, record, letter) => {
      const named = open.get(pair(area, record))?.deadLetter?.sequenceNumber;
      if (named !== undefined && named !== letter) return Promise.resolve(false);
      open.delete(pair(area, record));
      return Promise.resolve(true);
    },
    openRow: (area, record) => Promise.resolve(open.get(pair(area, record))),
    listOpen: (area) => stream(() => [...open.values()].filter((row) => row.area === area)),

    addWaiter: (waiter, parentInitial) => {
      waiters.set(pair(waiter.parent, waiter.record), { ...waiter, version: String(++versions) });
      const known = records.get(waiter.parent);
      const before = structuredClone(known?.state);
      const parent = known ?? add(waiter.parent, firstState(waiter.parent, parentInitial, waiter.since));
      if (!parent.state.hasWaiters) write(parent, { ...parent.state, hasWaiters: true });
      return Promise.resolve(before);
    },
    waitersOf: (parent, limit = Infinity) =>
      Promise.resolve([...waiters.values()].filter((waiter) => waiter.parent === parent).slice(0, limit)),
    waiter: (parent, record) => Promise.resolve(waiters.get(pair(parent, record))),
    removeWaiters: (some) => {
      for (const { parent, record, version } of some) {
        const name = pair(parent, record);
        if (version === undefined || waiters.get(name)?.version === version) waiters.delete(name);
      }
      return Promise.resolve();
    },
    listWaiters: () => stream(() => [...waiters.values()]),

    ownerOf: (counterpart) => Promise.resolve(owners.get(counterpart)),
    setOwner: (counterpart, expected, record) => {
      if (owners.get(counterpart) !== expected) return Promise.resolve(owners.get(counterpart) === record);
      owners.set(counterpart, record);
      return Promise.resolve(true);
    },
    removeOwner: (counterpart, record) => {
      if (owners.get(counterpart) === record) owners.delete(counterpart);
      return Promise.resolve();
    },

    lookUp: (alias) => Promise.resolve(aliases.get(alias)),
    putAlias: (alias, record) => Promise.resolve(void aliases.set(alias, record)),

    seen: (scan) => Promise.resolve(new Map(scans.get(scan))),
    putSeen: (scan, hashes) =>
      Promise.resolve(void scans.set(scan, new Map([...(scans.get(scan) ?? []), ...hashes]))),

    control: (name) => Promise.resolve(controls.get(name)),
    putControl: (name, value) => Promise.resolve(void controls.set(name, value)),
    putControlIf: (name, expected, value) => {
      if (controls.get(name) !== expected) return Promise.resolve(false);
      if (value === undefined) controls.delete(name);
      else controls.set(name, value);
      return Promise.resolve(true);
    },
    listControls: (prefix) =>
      Promise.resolve(new Map([...controls].filter(([name]) => name.startsWith(prefix)))),

    openIn: (area) => Promise.resolve([...open.values()].filter((row) => row.area === area)),
    addAudit: (row) => {
      if (!audits.some(({ id }) => id === row.id)) audits.push(row);
      return Promise.resolve();
    },
    auditOfDay: (day) => Promise.resolve(audits.filter(({ at }) => at.startsWith(day))),
    audit: ({ record, by, job }, limit) =>
      Promise.resolve(
        audits
          .filter((row) => record === undefined || row.record === record)
          .filter((row) => by === undefined || row.by === by)
          .filter((row) => job === undefined || row.job === job)
          .toSorted(newestFirst)
          .slice(0, limit),
      ),
    addJob: (job, items) => {
      jobItems.set(job.id, new Map(items.map((item) => [item.index, item])));
      return Promise.resolve(void jobs.set(job.id, job));
    },
    putJob: (job) => Promise.resolve(void jobs.set(job.id, job)),
    job: (id) => Promise.resolve(jobs.get(id)),
    jobs: (which, limit) =>
      Promise.resolve(
        [...jobs.values()]
          .filter((job) => which === 'all' || !job.finished)
          .toSorted(newestFirst)
          .slice(0, limit),
      ),
    jobItems: (id) =>
      Promise.resolve([...(jobItems.get(id)?.values() ?? [])].toSorted((a, b) => a.index - b.index)),
    putJobItems: (id, items) => {
      const known = jobItems.get(id) ?? new Map<number, JobItem>();
      for (const item of items) known.set(item.index, item);
      return Promise.resolve(void jobItems.set(id, known));
    },
    takeHold: (hold, mayReplace) => {
      const known = holds.get(hold.name);
      if (known !== undefined && known.token !== hold.token && !mayReplace(known))
        return Promise.resolve(known);
      holds.set(hold.name, hold);
      return Promise.resolve(undefined);
    },
    hold: (name) => Promise.resolve(holds.get(name)),
    dropHold: (name, token) => {
      if (holds.get(name)?.token === token) holds.delete(name);
      return Promise.resolve();
    },

    putStats: (rows) => {
      for (const row of rows) {
        stats.set(JSON.stringify([row.hour, row.map, row.instance]), row);
        if (row.lastSuccess !== undefined && row.lastSuccess > (successes.get(row.map) ?? ''))
          successes.set(row.map, row.lastSuccess);
      }
      return Promise.resolve();
    },
    stats: (fromHour) => Promise.resolve([...stats.values()].filter(({ hour }) => hour >= fromHour)),
    lastSuccesses: () => Promise.resolve(new Map(successes)),
    dropStats: (beforeHour) => {
      const old = [...stats].filter(([, { hour }]) => hour < beforeHour);
      for (const [name] of old) stats.delete(name);
      return Promise.resolve(old.length);
    },
  };
}

const newestFirst = (a: { readonly at: string }, b: { readonly at: string }): number =>
  a.at < b.at ? 1 : a.at > b.at ? -1 : 0;

const pair = (one: string, other: string): string => JSON.stringify([one, other]);

function afterConflict(
  found: MemoryRecord | undefined,
  claimed: Claimed,
): 'lost' | { readonly pending: readonly string[]; readonly claimed: Claimed } {
  if (found === undefined || found.state.lease?.token !== claimed.state.lease?.token) return 'lost';
  const { state, version } = found;
  return {
    pending: state.pending,
    claimed: { state: structuredClone(state), version: String(version), timelineRow: claimed.timelineRow },
  };
}

/** Texts as the table store keeps them. */
function trimmed<T extends Partial<Pick<RecordState, 'failure' | 'reason'>>>(row: T): T {
  const { failure, reason } = row;
  return {
    ...row,
    ...(reason === undefined ? {} : { reason: trimText(reason) }),
    ...(failure === undefined
      ? {}
      : {
          failure: {
            ...failure,
            message: trimText(failure.message),
            ...(failure.hint === undefined ? {} : { hint: trimText(failure.hint) }),
          },
        }),
  };
}

// The port streams; in memory there is nothing to wait for.
// eslint-disable-next-line @typescript-eslint/require-await
async function* stream<T>(values: () => readonly T[]): AsyncIterable<T> {
  yield* values();
}
