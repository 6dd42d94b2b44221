import { beforeAll, expect, it } from 'vitest';
import type { Ledger, RecordState } from '../../shared/ledger/ledger.ts';
import { at, claimNow, claimOf, commitOf, fresh, initial } from './ledger-steps.ts';

/** What every ledger must do about claims: one holder at a time, by its lease. */
export function claimLedgerConformance(ledgerOf: () => Ledger): void {
  let ledger: Ledger;
  beforeAll(() => {
    ledger = ledgerOf();
  });

  it('knows nothing of a record that it has not seen, but tells the time', async () => {
    const record = fresh();
    const opened = await ledger.open(record, 'k1');
    expect(opened).toMatchObject({ record, state: undefined, version: undefined, keyRow: undefined });
    expect(new Date(opened.now).toISOString()).toBe(opened.now);
    expect(await ledger.state(record)).toBeUndefined();
    expect(await ledger.timeline(record, 10)).toEqual([]);
  });

  it('takes a record for new unasked once it can tell the time, and claims it', async () => {
    const { now } = await ledger.open(fresh(), 'k1');
    const record = fresh();
    const presumed = await ledger.presumeNew(record);
    if (presumed === undefined) throw new Error('it does not know the time');
    expect({ ...presumed, now: '' }).toEqual({ ...(await ledger.open(record, 'k1')), now: '' });
    expect(Math.abs(Date.parse(presumed.now) - Date.parse(now))).toBeLessThan(5_000);
    expect(await ledger.claim(presumed, claimOf('k1', 't1', presumed.now))).toMatchObject({
      state: { lease: { token: 't1' } },
    });
    expect(await ledger.open(record, 'k1')).toMatchObject({
      state: { lease: { token: 't1' } },
      keyRow: { outcome: 'started' },
    });
  });

  it('claims nothing of a record that was taken for new and is not', async () => {
    const record = fresh();
    const claimed = await claimNow(ledger, record, 'k1', 't1');
    await ledger.commit(claimed, commitOf(claimed, 'k1'));
    const presumed = await ledger.presumeNew(record);
    if (presumed === undefined) throw new Error('it does not know the time');
    expect(await ledger.claim(presumed, claimOf('k2', 't2', presumed.now))).toBe('changed');
    const opened = await ledger.open(record, 'k2');
    expect(opened).toMatchObject({ state: { outcome: 'applied' }, keyRow: undefined });
    expect(opened.state).not.toHaveProperty('lease');
    expect(await ledger.timeline(record, 10)).toHaveLength(1);
  });

  it('gives a new record its first state, lease, key row and timeline row', async () => {
    const record = fresh();
    const opened = await ledger.open(record, 'k1');
    const claim = claimOf('k1', 't1', opened.now);
    const claimed = await ledger.claim(opened, claim);
    const state: RecordState = {
      record,
      ...initial,
      attempt: 1,
      distrust: false,
      epoch: 0,
      appliedOnce: false,
      pending: [],
      hasWaiters: false,
      updatedAt: opened.now,
      lease: { token: 't1', key: 'k1', until: claim.until },
    };
    expect(claimed).toMatchObject({ state });
    const reopened = await ledger.open(record, 'k1');
    expect(reopened.state).toEqual(state);
    expect(reopened.keyRow).toEqual(claim.key);
    expect(await ledger.timeline(record, 10)).toEqual([claim.timeline]);
  });

  it('tells the second of two claimers that the record has changed, and writes nothing for it', async () => {
    const record = fresh();
    const first = await ledger.open(record, 'k1');
    const second = await ledger.open(record, 'k2');
    expect(await ledger.claim(first, claimOf('k1', 't1', first.now))).not.toBe('changed');
    expect(await ledger.claim(second, claimOf('k2', 't2', second.now))).toBe('changed');
    expect((await ledger.open(record, 'k2')).keyRow).toBeUndefined();
    expect((await ledger.state(record))?.lease?.token).toBe('t1');
    expect(await ledger.timeline(record, 10)).toHaveLength(1);
  });

  it('lets exactly one of eight concurrent claimers through, on a new record and on a known one', async () => {
    const record = fresh();
    for (const round of [1, 2, 3]) {
      const opened = await Promise.all(Array.from({ length: 8 }, () => ledger.open(record, `k${round}`)));
      const claims = await Promise.all(
        opened.map((one, claimer) =>
          ledger.claim(one, claimOf(`k${round}`, `t${round}-${claimer}`, one.now)),
        ),
      );
      const won = claims.filter((claimed) => claimed !== 'changed');
      expect(won).toHaveLength(1);
      const [winner] = won;
      if (winner === undefined) throw new Error('nobody won');
      expect((await ledger.state(record))?.lease?.token).toBe(winner.state.lease?.token);
      expect(await ledger.commit(winner, commitOf(winner, `k${round}`))).toBe('committed');
    }
    expect(await ledger.timeline(record, 10)).toHaveLength(3);
  });

  it('keeps what it knows of a record when it is claimed again', async () => {
    const record = fresh();
    const claimed = await claimNow(ledger, record, 'k1', 't1');
    const known = {
      company: 'usmf',
      number: 'P-1',
      reason: 'why',
      sentToFinance: 'h1',
      sentToDataverse: 'h2',
      distrust: true,
      epoch: 3_000_000_000,
      counterpartKey: "dataAreaId='usmf'",
      waitsFor: 'Projects V2|p',
      attempted: 'h3',
      appliedOnce: true,
      updatedAt: at,
      failure: { code: 'c', field: 'f', message: 'm', hint: 'h' },
      nextAt: at,
      outcome: 'retrying' as const,
    };
    await ledger.commit(claimed, commitOf(claimed, 'k1', known));
    const again = await claimNow(ledger, record, 'k2', 't2');
    expect(again.state).toMatchObject({ ...known, attempt: 1, lease: { token: 't2', key: 'k2' } });
    expect(await ledger.state(record)).toEqual(again.state);
  });

  it('keeps the key that a claim says it is going to write, until another claim says another', async () => {
    const record = fresh();
    const opened = await ledger.open(record, 'k1');
    const first = { ...claimOf('k1', 't1', opened.now), intendedKey: 'usmf|P-1' };
    const claimed = await ledger.claim(opened, first);
    if (claimed === 'changed') throw new Error('nobody else is there');
    expect(claimed.state).toHaveProperty('intendedKey', 'usmf|P-1');
    await ledger.commit(claimed, commitOf(claimed, 'k1'));
    expect((await claimNow(ledger, record, 'k2', 't2')).state).toHaveProperty('intendedKey', 'usmf|P-1');
    expect(await ledger.state(record)).toHaveProperty('intendedKey', 'usmf|P-1');
  });

  it('lets an expired lease be taken over, after which its first holder has lost', async () => {
    const record = fresh();
    const slow = await claimNow(ledger, record, 'k1', 't1', '2020-01-01T00:00:00.000Z');
    const opened = await ledger.open(record, 'k2');
    expect((opened.state?.lease?.until ?? '') < opened.now).toBe(true);
    const taken = await ledger.claim(opened, claimOf('k2', 't2', opened.now));
    if (taken === 'changed') throw new Error('the lease was not taken over');
    expect(await ledger.commit(slow, commitOf(slow, 'k1', { sentToFinance: 'slow' }))).toBe('lost');
    expect(await ledger.state(record)).toEqual(taken.state);
    expect((await ledger.open(record, 'k1')).keyRow?.outcome).toBe('started');
    expect(await ledger.commit(taken, commitOf(taken, 'k2'))).toBe('committed');
  });
}
