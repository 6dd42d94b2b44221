import type { Ledger, RecordState } from '../../../shared/ledger/ledger.ts';
import { isOpen } from '../../../shared/sync/is-open.ts';
import type { History } from '../run/history.ts';
import type { Run } from './host.ts';

/** The ledger as one run uses it: what takes effect is kept, and no record may ever have two holders. */
export function observedLedger(
  ledger: Ledger,
  history: History,
  run: Run,
  {
    now,
    note,
    ended,
  }: {
    readonly now: () => number;
    readonly note: (step: string, outcome: string) => void;
    readonly ended: (state: RecordState) => void;
  },
): Ledger {
  return {
    ...ledger,
    claim: async (opened, claim) => {
      const before = await ledger.state(opened.record);
      const answer = await ledger.claim(opened, claim);
      if (answer === 'changed') return answer;
      const { record } = opened;
      run.claimedAt = now();
      run.record = record;
      history.claims.push({ at: now(), run, record, claim });
      const lease = before?.lease;
      if (lease !== undefined && lease.until > claim.timeline.at && Date.parse(lease.until) > now())
        history.violated('I5', `${record} is claimed for ${claim.key.key} while ${lease.key} holds it`);
      return answer;
    },
    fold: async (opened, key, timeline) => {
      const answer = await ledger.fold(opened, key, timeline);
      if (answer === 'folded') history.folds.push({ record: opened.record, key: key.key });
      return answer;
    },
    commit: async (claimed, commit) => {
      const answer = await ledger.commit(claimed, commit);
      if (answer === 'lost') history.lost.add(commit.state.record);
      if (answer === 'committed') {
        const { record, outcome, failure, reason } = commit.state;
        note('ends as', [outcome, failure?.code, failure?.message ?? reason].filter(Boolean).join(': '));
        ended(commit.state);
        history.commits.push({ record, key: commit.key.key, attempt: commit.timeline.attempt });
      }
      return answer;
    },
    removeOpen: async (area, record, letter) => {
      const state = await ledger.state(record);
      if (state !== undefined && isOpen(state)) history.lost.add(record);
      return ledger.removeOpen(area, record, letter);
    },
    addWaiter: async (waiter, ...parent) => {
      history.parents.set(waiter.record, waiter.parent);
      return ledger.addWaiter(waiter, ...parent);
    },
  };
}
