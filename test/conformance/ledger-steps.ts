import type { Claim, Claimed, Commit, Ledger, RecordState, TimelineRow } from '../../shared/ledger/ledger.ts';

/** What the suite says over and over: a claim, and a commit with an outcome. */

export const initial = { map: 'Project tasks', mapVersion: '1.0.0.0', area: 'setup-configuration' } as const;

export const at = '2026-03-01T08:00:00.000Z';

let count = 0;

/** A record that no test has used. */
export const fresh = (): string => `task|usmf|P-${++count}`;

const leaseMs = 120_000;

export const timelineOf = (key: string, outcome: TimelineRow['outcome'], time = at): TimelineRow => ({
  at: time,
  key,
  attempt: 1,
  origin: 'webhook',
  direction: 'to-finance',
  outcome,
});

export const claimOf = (key: string, token: string, now: string, until?: string): Claim => ({
  token,
  until: until ?? new Date(Date.parse(now) + leaseMs).toISOString(),
  key: { key, outcome: 'started', attempt: 1, sequenceNumber: '17', at: now },
  timeline: timelineOf(key, 'started', now),
  initial,
});

/** Opens and claims, expecting that nobody is faster. */
export async function claimNow(
  ledger: Ledger,
  record: string,
  key: string,
  token: string,
  until?: string,
): Promise<Claimed> {
  const opened = await ledger.open(record, key);
  const claimed = await ledger.claim(opened, claimOf(key, token, opened.now, until));
  if (claimed === 'changed') throw new Error(`${record} was claimed by somebody else`);
  return claimed;
}

export function commitOf(claimed: Claimed, key: string, changes: Partial<RecordState> = {}): Commit {
  const state = { ...claimed.state, outcome: 'applied' as const, ...changes };
  return {
    state,
    key: { key, outcome: state.outcome, attempt: 1, sequenceNumber: '17', at },
    timeline: {
      ...timelineOf(key, state.outcome),
      milliseconds: 12,
      changedFields: ['PROJECTNAME'],
      ...(state.failure === undefined ? {} : { failure: state.failure }),
    },
  };
}
