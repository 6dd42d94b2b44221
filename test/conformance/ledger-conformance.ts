import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger, OpenRow, RecordState, Waiter } from '../../shared/ledger/ledger.ts';
import { at, claimNow, claimOf, commitOf, initial, timelineOf } from './ledger-steps.ts';
import { statsLedgerConformance } from './stats-ledger-conformance.ts';
import { supportLedgerConformance } from './support-ledger-conformance.ts';

export interface LedgerUnderTest {
  readonly ledger: Ledger;
  readonly close: () => Promise<void>;
}

const oddKeys = [
  'O\'Brien\'s "quoted" project',
  'a/b\\c#d?e',
  'plus+percent%41&=;,',
  'Größe 漢字 🏗️',
  '\u0000\u0007\u001f\u007f\u0085\t\r\n',
  ' leading and trailing ',
  '!0027',
  "!0027'",
  'x'.repeat(600),
  `${'x'.repeat(599)}y`,
  '🏗️'.repeat(300),
];

/** What every ledger must do, whatever it is made of. */
export function ledgerConformance(name: string, makeLedger: () => Promise<LedgerUnderTest>): void {
  describe(`the ledger on ${name}`, () => {
    let made: LedgerUnderTest;
    let ledger: Ledger;
    let count = 0;
    const fresh = (): string => `task|usmf|P-${++count}`;

    beforeAll(async () => {
      made = await makeLedger();
      ledger = made.ledger;
      await ledger.prepare();
    });
    afterAll(() => made.close());

    it('can be prepared again without harm', async () => {
      const record = fresh();
      await claimNow(ledger, record, 'k1', 't1');
      await ledger.prepare();
      expect((await ledger.state(record))?.lease?.token).toBe('t1');
    });

    describe('claiming', () => {
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
    });

    describe('committing', () => {
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
          const holder =
            outcome === 'rejected' ? claimed : await claimNow(ledger, record, 'k1', `t-${outcome}`);
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
              (await ledger.fold(await ledger.open(record, key), keyRow, timelineOf(key, 'folded'))) ===
              'changed'
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

    describe('open records', () => {
      const row = (record: string, area: OpenRow['area'], more: Partial<OpenRow> = {}): OpenRow => ({
        record,
        area,
        map: 'Project tasks',
        outcome: 'waiting',
        failure: { code: 'missing', message: 'project P-1 is not there' },
        since: at,
        ...more,
      });

      it('are listed by area until they are removed, and removing twice does no harm', async () => {
        const records = Array.from({ length: 30 }, fresh);
        await Promise.all(records.map((record) => ledger.putOpen(row(record, 'expense'))));
        await ledger.putOpen(row('elsewhere', 'vendor-invoice'));
        expect((await all(ledger.listOpen('expense'))).map(({ record }) => record).toSorted()).toEqual(
          records.toSorted(),
        );

        const [first = '', ...others] = records;
        await ledger.removeOpen('expense', first);
        await ledger.removeOpen('expense', first);
        await ledger.removeOpen('vendor-invoice', others[0] ?? '');
        expect(await ledger.openRow('expense', first)).toBeUndefined();
        expect(await all(ledger.listOpen('expense'))).toHaveLength(29);
      });

      it('keep the dead letter that they name from whoever does not know of it', async () => {
        const record = fresh();
        const letter = (sequenceNumber: string) => ({ deadLetter: { sequenceNumber, messageId: 'k1' } });
        const named = row(record, 'expense', letter('7'));
        expect(await ledger.putOpen(named)).toBe(true);
        expect(await ledger.putOpen(row(record, 'expense'))).toBe(false);
        expect(await ledger.putOpen(row(record, 'expense', letter('8')))).toBe(false);
        expect(await ledger.removeOpen('expense', record)).toBe(false);
        expect(await ledger.removeOpen('expense', record, '8')).toBe(false);
        expect(await ledger.openRow('expense', record)).toEqual(named);
        // The same wish once more, after an answer that was lost.
        expect(await ledger.putOpen(named)).toBe(true);
        expect(await ledger.putOpen(row(record, 'expense', letter('8')), '7')).toBe(true);
        expect(await ledger.removeOpen('expense', record, '8')).toBe(true);
        expect(await ledger.removeOpen('expense', record, '8')).toBe(true);
        expect(await ledger.openRow('expense', record)).toBeUndefined();
      });

      it('are replaced as a whole, dead letter and next time included', async () => {
        const record = fresh();
        const deadLetter = { sequenceNumber: '9007199254740993', messageId: 'k1#2' };
        const full = row(record, 'project-invoice', {
          company: 'usmf',
          number: 'I-1',
          nextAt: at,
          deadLetter,
        });
        await ledger.putOpen(full);
        expect(await ledger.openRow('project-invoice', record)).toEqual(full);
        const rejected = row(record, 'project-invoice', { outcome: 'rejected' });
        expect(await ledger.putOpen(rejected, deadLetter.sequenceNumber)).toBe(true);
        expect(await all(ledger.listOpen('project-invoice'))).toEqual([
          row(record, 'project-invoice', { outcome: 'rejected' }),
        ]);
      });
    });

    describe('waiters', () => {
      const waiter = (parent: string, record: string): Waiter => ({
        parent,
        record,
        change: JSON.stringify({ map: 'Project tasks', row: record, text: 'Größe'.repeat(10_000) }),
        since: at,
      });

      it('make a stub of a parent that nobody knows, which can then be claimed', async () => {
        const parent = fresh();
        await ledger.addWaiter(waiter(parent, 'line 1'), initial);
        const stub = await ledger.state(parent);
        expect(stub).toMatchObject({
          record: parent,
          ...initial,
          hasWaiters: true,
          appliedOnce: false,
          attempt: 0,
        });
        expect(stub).not.toHaveProperty('outcome');
        const claimed = await claimNow(ledger, parent, 'k1', 't1');
        expect(claimed.state.hasWaiters).toBe(true);
        expect(await ledger.waitersOf(parent)).toMatchObject([waiter(parent, 'line 1')]);
      });

      it('hear what their parent was when their word was left', async () => {
        const [known, unknown] = [fresh(), fresh()];
        const claimed = await claimNow(ledger, known, 'k1', 't1');
        await ledger.commit(claimed, commitOf(claimed, 'k1', { appliedOnce: true }));
        for (const parentIs of [undefined, 'unheard-of'] as const) {
          const there = await ledger.addWaiter(waiter(known, 'line 1'), initial, parentIs);
          expect(there).toMatchObject({ record: known, outcome: 'applied', appliedOnce: true });
        }
        expect(await ledger.addWaiter(waiter(unknown, 'line 1'), initial, 'unheard-of')).toBeUndefined();
        expect((await ledger.state(unknown))?.hasWaiters).toBe(true);
      });

      it('are all kept when they come at once, and go unless they were written anew', async () => {
        const parent = fresh();
        const records = Array.from({ length: 12 }, (_, index) => `line ${index + 10}`);
        await Promise.all(records.map((record) => ledger.addWaiter(waiter(parent, record), initial)));
        expect((await ledger.waitersOf(parent)).map(({ record }) => record).toSorted()).toEqual(records);
        expect((await ledger.state(parent))?.hasWaiters).toBe(true);

        expect(await ledger.waitersOf(parent, 5)).toHaveLength(5);
        expect(await ledger.waiter(parent, 'line 10')).toMatchObject(waiter(parent, 'line 10'));
        expect(await ledger.waiter(parent, 'line 1')).toBeUndefined();
        const [read] = (await ledger.waitersOf(parent)).filter(({ record }) => record === 'line 10');
        if (read === undefined) throw new Error('line 10 does not wait');
        await ledger.addWaiter(waiter(parent, 'line 10'), initial);
        await ledger.removeWaiters([read]);
        expect(await ledger.waitersOf(parent)).toHaveLength(12);
        const waiting = await ledger.waitersOf(parent);
        await ledger.removeWaiters(waiting.slice(1));
        await ledger.removeWaiters(waiting.slice(1));
        expect(await ledger.waitersOf(parent)).toEqual(waiting.slice(0, 1));
        await ledger.addWaiter(waiter(parent, 'line 30'), initial);
        const everywhere = await all(ledger.listWaiters());
        expect(everywhere.filter((one) => one.parent === parent)).toHaveLength(2);
        expect(everywhere.length).toBeGreaterThan(2);
      });

      it('leave lease and pending of a claimed parent alone, and its holder learns of them before it lets go', async () => {
        const parent = fresh();
        const claimed = await claimNow(ledger, parent, 'k1', 't1');
        await ledger.addWaiter(waiter(parent, 'line 1'), { ...initial, mapVersion: 'not this one' });
        expect(await ledger.state(parent)).toEqual({ ...claimed.state, hasWaiters: true });

        const answer = await ledger.commit(claimed, commitOf(claimed, 'k1'));
        if (typeof answer === 'string') throw new Error(`the commit ended as ${answer}`);
        expect(answer).toMatchObject({ pending: [], claimed: { state: { hasWaiters: true } } });
        expect(await ledger.commit(answer.claimed, commitOf(answer.claimed, 'k1'))).toBe('committed');
      });

      it('do not disturb a holder whose record is known to have waiters', async () => {
        const parent = fresh();
        await ledger.addWaiter(waiter(parent, 'line 1'), initial);
        const claimed = await claimNow(ledger, parent, 'k1', 't1');
        await ledger.addWaiter(waiter(parent, 'line 2'), initial);
        expect(await ledger.commit(claimed, commitOf(claimed, 'k1'))).toBe('committed');
      });
    });

    it('remembers who owns a counterpart row until it is given up', async () => {
      const name = "cp|Project tasks|dataAreaId='usmf',PROJECTID='P/1'";
      expect(await ledger.ownerOf(name)).toBeUndefined();
      expect(await ledger.setOwner(name, undefined, 'record 1')).toBe(true);
      expect(await ledger.setOwner(name, 'record 1', 'record 2')).toBe(true);
      expect(await ledger.ownerOf(name)).toBe('record 2');
      await ledger.removeOwner(name, 'record 1');
      expect(await ledger.ownerOf(name)).toBe('record 2');
      await ledger.removeOwner(name, 'record 2');
      await ledger.removeOwner(name, 'record 2');
      expect(await ledger.ownerOf(name)).toBeUndefined();
    });

    it('gives a counterpart row to one of several that want it at once', async () => {
      const name = fresh();
      const wanted = ['record 1', 'record 2', 'record 3', 'record 4'];
      const got = await Promise.all(wanted.map((record) => ledger.setOwner(name, undefined, record)));
      expect(got.filter(Boolean)).toHaveLength(1);
      const owner = wanted[got.indexOf(true)];
      expect(await ledger.ownerOf(name)).toBe(owner);
      expect(await ledger.setOwner(name, 'record 5', 'record 6')).toBe(false);
      // The same wish once more, after an answer that was lost.
      expect(await ledger.setOwner(name, undefined, owner ?? '')).toBe(true);
      expect(await ledger.ownerOf(name)).toBe(owner);
    });

    it('leads from an alias to its record, and tells aliases from owners', async () => {
      expect(await ledger.lookUp('recid|12345|5637144576')).toBeUndefined();
      await ledger.putAlias('recid|12345|5637144576', 'record 1');
      expect(await ledger.lookUp('recid|12345|5637144576')).toBe('record 1');
      expect(await ledger.ownerOf('recid|12345|5637144576')).toBeUndefined();
    });

    it('keeps a control of any length as it was put', async () => {
      expect(await ledger.control('delta token')).toBeUndefined();
      for (const value of ['', '🏗'.repeat(50_000), 'short again']) {
        await ledger.putControl('delta token', value);
        expect(await ledger.control('delta token')).toBe(value);
      }
    });

    it('puts a control only where it still has the expected value', async () => {
      const name = fresh();
      expect(await ledger.putControlIf(name, 'not there', 'a')).toBe(false);
      expect(await ledger.putControlIf(name, undefined, 'a')).toBe(true);
      expect(await ledger.putControlIf(name, undefined, 'b')).toBe(false);
      expect(await ledger.putControlIf(name, 'b', 'c')).toBe(false);
      expect(await ledger.putControlIf(name, 'a', 'b')).toBe(true);
      expect(await ledger.putControlIf(name, 'a', undefined)).toBe(false);
      expect(await ledger.control(name)).toBe('b');
      expect(await ledger.putControlIf(name, 'b', undefined)).toBe(true);
      expect(await ledger.putControlIf(name, undefined, undefined)).toBe(true);
      expect(await ledger.control(name)).toBeUndefined();
    });

    it('lets one of many win a control that all want at once', async () => {
      const name = fresh();
      await ledger.putControl(name, 'free');
      const won = await Promise.all(
        Array.from({ length: 8 }, (_, index) => ledger.putControlIf(name, 'free', `taken by ${index}`)),
      );
      expect(won.filter((one) => one)).toHaveLength(1);
      expect(await ledger.control(name)).toBe(`taken by ${won.indexOf(true)}`);
    });

    it('lists the controls whose name begins alike, and no other', async () => {
      const prefix = `${fresh()}|`;
      const long = '🏗'.repeat(50_000);
      for (const [name, value] of [
        [`${prefix}Projects V2|usmf|*`, long],
        [`${prefix}Größe`, ''],
      ] as const)
        await ledger.putControl(name, value);
      await ledger.putControl(`${prefix.slice(0, -1)}~`, 'another');
      expect(await ledger.listControls(prefix)).toEqual(
        new Map([
          [`${prefix}Projects V2|usmf|*`, long],
          [`${prefix}Größe`, ''],
        ]),
      );
      expect(await ledger.listControls(`${prefix}none`)).toEqual(new Map());
    });

    it('adds what a scan saw to what it saw before, 250 rows at once', async () => {
      const first = new Map(
        Array.from({ length: 250 }, (_, index) => [`usmf|EXP-${index}`, `hash ${index}`]),
      );
      await ledger.putSeen('expenses|usmf', first);
      await ledger.putSeen('expenses|usmf', new Map([['usmf|EXP-7', 'new hash']]));
      await ledger.putSeen('expenses|usmf', new Map());
      await ledger.putSeen('expenses|frrt', new Map([['other', 'scan']]));
      expect(await ledger.seen('expenses|usmf')).toEqual(new Map([...first, ['usmf|EXP-7', 'new hash']]));
      expect(await ledger.seen('expenses|demf')).toEqual(new Map());
    });

    describe('for support staff', () => supportLedgerConformance(() => ledger));
    statsLedgerConformance(() => ledger);

    describe('odd keys', () => {
      it.each(oddKeys)('lead to their own record only: %j', async (odd) => {
        const claimed = await claimNow(ledger, odd, odd, 't1');
        expect(claimed.state.record).toBe(odd);
        expect(await ledger.commit(claimed, commitOf(claimed, odd, { sentToFinance: odd }))).toBe(
          'committed',
        );
        const opened = await ledger.open(odd, odd);
        expect(opened).toMatchObject({ state: { record: odd, sentToFinance: odd }, keyRow: { key: odd } });
        expect((await ledger.timeline(odd, 10)).map(({ key }) => key)).toEqual([odd]);

        await ledger.addWaiter({ parent: odd, record: odd, change: '{}', since: at }, initial);
        expect(await ledger.waitersOf(odd)).toMatchObject([{ parent: odd, record: odd }]);
        await ledger.setOwner(odd, undefined, odd);
        expect(await ledger.ownerOf(odd)).toBe(odd);
      });

      it('stay apart in one scan', async () => {
        const hashes = new Map(oddKeys.map((key, index) => [key, String(index)]));
        await ledger.putSeen('odd', hashes);
        expect(await ledger.seen('odd')).toEqual(hashes);
      });
    });
  });
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
