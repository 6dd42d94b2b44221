import { describe, expect, it } from 'vitest';
import type { KeyRow, Opened, RecordState } from '../../shared/ledger/ledger.ts';
import type { Change } from '../../shared/messaging/change.ts';
import { decide } from '../../shared/sync/decide.ts';

const now = '2026-10-25T10:00:00.000Z';
const later = '2026-10-25T10:01:00.000Z';
const earlier = '2026-10-25T09:59:00.000Z';

const change: Change = {
  schema: 'change/1',
  map: 'Projects V2',
  source: 'dataverse',
  row: '11111111-1111-4111-8111-111111111111',
  event: 'update',
  mode: 'normal',
  key: 'key-1',
  attempt: '1',
  base: '0',
  at: now,
  origin: 'webhook',
};

const state = (more: Partial<RecordState>): RecordState => ({
  record: 'Projects V2|11111111-1111-4111-8111-111111111111',
  map: 'Projects V2',
  mapVersion: '1.0.0.3',
  area: 'setup-configuration',
  attempt: 1,
  distrust: false,
  epoch: 0,
  appliedOnce: false,
  pending: [],
  hasWaiters: false,
  updatedAt: earlier,
  ...more,
});

const keyRow = (outcome: KeyRow['outcome'], more: Partial<KeyRow> = {}): KeyRow => ({
  key: 'key-1',
  outcome,
  attempt: 1,
  sequenceNumber: '7',
  at: earlier,
  ...more,
});

const opened = (stateRow: RecordState | undefined, key?: KeyRow): Opened => ({
  record: 'Projects V2|11111111-1111-4111-8111-111111111111',
  state: stateRow,
  version: stateRow === undefined ? undefined : 'v1',
  keyRow: key,
  now,
});

const first = { sequenceNumber: '7', foldable: true };

describe('what to do with a delivery', () => {
  it('claims a record that nobody holds', () => {
    expect(decide(change, first, opened(undefined))).toEqual({ do: 'claim', takeover: false });
  });

  it('takes over an expired lease and says so, because its holder may have written without a commit', () => {
    const expired = state({ lease: { token: 't', key: 'key-0', until: earlier } });
    expect(decide(change, first, opened(expired))).toEqual({ do: 'claim', takeover: true });
  });

  it('leaves its key with a live holder', () => {
    const held = state({ lease: { token: 't', key: 'key-0', until: later } });
    expect(decide(change, first, opened(held))).toEqual({ do: 'fold' });
  });

  it('never leaves a delete with a holder, who would see a missing row and no delete', () => {
    const held = state({ lease: { token: 't', key: 'key-0', until: later } });
    const decision = decide({ ...change, event: 'delete' }, { ...first, foldable: false }, opened(held));
    expect(decision).toEqual({ do: 'come-back', at: '2026-10-25T10:00:03.000Z' });
  });

  it('comes back at the end of the lease when its own earlier delivery may still be at work', () => {
    const held = state({ lease: { token: 't', key: 'key-1', until: later } });
    expect(decide(change, first, opened(held, keyRow('started')))).toEqual({ do: 'come-back', at: later });
  });

  it('claims again when its own earlier delivery died', () => {
    const dead = state({ lease: { token: 't', key: 'key-1', until: earlier } });
    expect(decide(change, first, opened(dead, keyRow('started')))).toEqual({ do: 'claim', takeover: true });
  });

  it.each(['applied', 'unchanged', 'skipped', 'deleted', 'discarded', 'superseded'] as const)(
    'answers a second delivery of an %s change from the ledger',
    (outcome) => {
      expect(decide(change, first, opened(state({ outcome }), keyRow(outcome))).do).toBe('complete');
    },
  );

  it('throws again when the same rejected message is delivered again, so that it ends in the dead-letter queue', () => {
    const failure = { code: 'x', message: 'Line property Not available does not exist' };
    const rejected = state({ outcome: 'rejected', failure });
    expect(decide(change, first, opened(rejected, keyRow('rejected')))).toEqual({
      do: 'throw-again',
      failure,
    });
  });

  it('goes on when a rejected change comes under another sequence number, which is a replay', () => {
    const rejected = state({ outcome: 'rejected' });
    expect(decide(change, { ...first, sequenceNumber: '99' }, opened(rejected, keyRow('rejected'))).do).toBe(
      'claim',
    );
  });

  it('completes a rejected change that a later write has settled', () => {
    expect(decide(change, first, opened(state({ outcome: 'applied' }), keyRow('rejected'))).do).toBe(
      'complete',
    );
  });

  it('sends the copy of a committed retry again instead of trying twice', () => {
    const retrying = state({ outcome: 'retrying', nextAt: later });
    expect(decide(change, first, opened(retrying, keyRow('retrying', { attempt: 2 })))).toEqual({
      do: 'send-copy',
      attempt: 2,
      at: later,
    });
  });

  it('goes on at once when word of a parent comes from a holder who had lost the record', () => {
    const waiting = state({ outcome: 'waiting', nextAt: later });
    const known = opened(waiting, keyRow('waiting', { attempt: 4 }));
    expect(decide({ ...change, event: 'release', attempt: '3' }, first, known)).toEqual({
      do: 'go-on',
      attempt: 4,
    });
    expect(decide({ ...change, attempt: '3' }, first, known).do).toBe('send-copy');
  });

  it('goes on with the copy that a retry announced', () => {
    const retrying = state({ outcome: 'retrying', nextAt: now });
    expect(
      decide({ ...change, attempt: '2' }, first, opened(retrying, keyRow('retrying', { attempt: 2 }))).do,
    ).toBe('claim');
  });

  it('takes up a key that was left with a holder who died', () => {
    const dead = state({ pending: ['key-1'], lease: { token: 't', key: 'key-0', until: earlier } });
    expect(decide(change, first, opened(dead, keyRow('folded')))).toEqual({ do: 'claim', takeover: true });
  });

  it('leaves a key with a parked record, which looks when it is released, unless a holder died over it', () => {
    const failure = { code: 'breaker-open', message: 'Finance has not been called since then' };
    const parked = state({ outcome: 'waiting', failure, pending: ['key-1'] });
    expect(decide(change, first, opened(parked, keyRow('folded'))).do).toBe('complete');
    const dead = { ...parked, lease: { token: 't', key: 'key-0', until: earlier } };
    expect(decide(change, first, opened(dead, keyRow('folded')))).toEqual({ do: 'claim', takeover: true });
  });

  it('completes a key that a holder has looked after', () => {
    expect(decide(change, first, opened(state({ outcome: 'applied' }), keyRow('folded'))).do).toBe(
      'complete',
    );
  });
});
