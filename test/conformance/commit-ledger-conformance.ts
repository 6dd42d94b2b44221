import { beforeAll, expect, it } from 'vitest';
import type { Ledger } from '../../shared/ledger/ledger.ts';
import { at, claimNow, commitOf, fresh, timelineOf } from './ledger-steps.ts';

/** What every ledger must do about commits: what came of a change, once, and its timeline. */
export function commitLedgerConformance(ledgerOf: () => Ledger): void {
  let ledger: Ledger;
  beforeAll(() => {
    ledger = ledgerOf();
  });

  it('writes the result, clears the lease and records what became of the key', async () => {
    const record = fresh();
    const claimed = await claimNow(ledger, record, 'k1', 't1');
    const failure = {
      code: 'mandatory',
      field: 'PROJECTID',
      message: 'must be filled',
      hint: 'fill it',
      cure: 'project-manager' as const,
    };
    for (const outcome of ['rejected', 'waiting', 'applied'] as const) {
      const holder = outcome === 'rejected' ? claimed : await claimNow(ledger, record, 'k1', `t-${outcome}`);
      expect(await ledger.commit(holder, commitOf(holder, 'k1', { outcome, failure }))).toBe('committed');
      const opened = await ledger.open(record, 'k1');
      expect(opened.state).toMatchObject({ outcome, failure, pending: [] });
      expect(opened.state).not.toHaveProperty('lease');
      expect(opened.keyRow).toEqual({ key: 'k1', outcome, attempt: 1, sequenceNumber: '17', at });
    }
  });

  it('reports keys that were folded meanwhile, writes nothing, and settles when it commits again', async () => {
    const record = fresh();
    const claimed = await claimNow(ledger, record, 'k1', 't1');
    for (const key of ['k2', 'k3', 'k3']) {
      const opened = await ledger.open(record, key);
      const keyRow = { key, outcome: 'folded', attempt: 1, sequenceNumber: '18', at } as const;
      expect(await ledger.fold(opened, keyRow, timelineOf(key, 'folded'))).toBe('folded');
    }
    const answer = await ledger.commit(claimed, commitOf(claimed, 'k1'));
    if (typeof answer === 'string') throw new Error(`the commit ended as ${answer}`);
    expect(answer.pending).toEqual(['k2', 'k3']);
    expect(answer.claimed.state).toEqual(await ledger.state(record));
    expect(answer.claimed.state.lease?.token).toBe('t1');
    expect((await ledger.open(record, 'k1')).keyRow?.outcome).toBe('started');

    expect(await ledger.commit(answer.claimed, commitOf(answer.claimed, 'k1'))).toBe('committed');
    const opened = await ledger.open(record, 'k2');
    expect(opened.state).toMatchObject({ outcome: 'applied', pending: [] });
    expect(opened.keyRow?.outcome).toBe('folded');
  });

  it('does not fold into a record that has changed since it was opened', async () => {
    const record = fresh();
    const claimed = await claimNow(ledger, record, 'k1', 't1');
    const opened = await ledger.open(record, 'k2');
    await ledger.commit(claimed, commitOf(claimed, 'k1'));
    const keyRow = { key: 'k2', outcome: 'folded', attempt: 1, sequenceNumber: '18', at } as const;
    expect(await ledger.fold(opened, keyRow, timelineOf('k2', 'folded'))).toBe('changed');
    expect((await ledger.open(record, 'k2')).keyRow).toBeUndefined();
  });

  it('keeps each of many keys that are folded at once, and loses none of them', async () => {
    const record = fresh();
    const claimed = await claimNow(ledger, record, 'k0', 't0');
    const keys = Array.from({ length: 6 }, (_, index) => `k${index + 1}`);
    await Promise.all(
      keys.map(async (key) => {
        const keyRow = { key, outcome: 'folded', attempt: 1, sequenceNumber: '18', at } as const;
        while (
          (await ledger.fold(await ledger.open(record, key), keyRow, timelineOf(key, 'folded'))) === 'changed'
        );
      }),
    );
    const answer = await ledger.commit(claimed, commitOf(claimed, 'k0'));
    expect(typeof answer === 'string' ? answer : answer.pending.toSorted()).toEqual(keys);
  });

  it('tells a holder whose record was committed by another that it has lost', async () => {
    const record = fresh();
    const slow = await claimNow(ledger, record, 'k1', 't1', '2020-01-01T00:00:00.000Z');
    const next = await claimNow(ledger, record, 'k2', 't2');
    await ledger.commit(next, commitOf(next, 'k2', { sentToFinance: 'next' }));
    expect(await ledger.commit(slow, commitOf(slow, 'k1', { sentToFinance: 'slow' }))).toBe('lost');
    expect((await ledger.state(record))?.sentToFinance).toBe('next');
  });

  it('keeps why a record failed and who can cure it: on its state, its timeline and the open list', async () => {
    const record = fresh();
    const claimed = await claimNow(ledger, record, 'k1', 't1');
    const why = { cause: 'period-closed', cure: 'accountant' } as const;
    const failure = { code: '0022', message: 'No open fiscal period', hint: 'Open it.', ...why };
    await ledger.commit(claimed, commitOf(claimed, 'k1', { outcome: 'waiting', failure }));
    expect((await ledger.state(record))?.failure).toEqual(failure);
    expect((await ledger.timeline(record, 1))[0]?.failure).toEqual(failure);
    const open = { record, area: 'expense', map: 'x', outcome: 'waiting', since: at, failure } as const;
    await ledger.putOpen(open);
    expect(await ledger.openRow('expense', record)).toEqual(open);
    await ledger.removeOpen('expense', record);
  });

  it('trims a text that is too long with a mark, and never refuses it', async () => {
    const record = fresh();
    const claimed = await claimNow(ledger, record, 'k1', 't1');
    const failure = { code: 'refused', message: '🏗'.repeat(60_000) };
    expect(await ledger.commit(claimed, commitOf(claimed, 'k1', { outcome: 'rejected', failure }))).toBe(
      'committed',
    );
    const kept = (await ledger.state(record))?.failure?.message ?? '';
    const cut = /^(?<text>(?:🏗)+) … \[cut, (?<count>\d+) characters\]$/u.exec(kept);
    expect(kept.length).toBeLessThanOrEqual(32_768);
    expect((cut?.groups?.['text']?.length ?? 0) + Number(cut?.groups?.['count'])).toBe(120_000);
    expect((await ledger.timeline(record, 1))[0]?.failure?.message).toBe(kept);
  });

  it('shows the timeline newest first, each row completed by its commit', async () => {
    const record = fresh();
    for (const key of ['k1', 'k2', 'k3']) {
      const claimed = await claimNow(ledger, record, key, `t-${key}`);
      expect((await ledger.timeline(record, 1))[0]).toMatchObject({ key, outcome: 'started' });
      const { now } = await ledger.open(record, key);
      const commit = commitOf(claimed, key);
      await ledger.commit(claimed, { ...commit, timeline: { ...commit.timeline, at: now } });
    }
    const timeline = await ledger.timeline(record, 10);
    expect(timeline.map(({ key, outcome }) => [key, outcome])).toEqual([
      ['k3', 'applied'],
      ['k2', 'applied'],
      ['k1', 'applied'],
    ]);
    expect(timeline[0]).toMatchObject({
      milliseconds: 12,
      changedFields: ['PROJECTNAME'],
      origin: 'webhook',
    });
    expect((await ledger.timeline(record, 2)).map(({ key }) => key)).toEqual(['k3', 'k2']);
  });
}
