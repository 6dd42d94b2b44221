import { describe, expect, it } from 'vitest';
import type { Ledger, OpenRow } from '../../shared/ledger/ledger.ts';
import type { AuditRow, Hold, Job, JobItem } from '../../shared/ledger/support-ledger.ts';

const area = 'subcontract-purchase-order';

const auditRow = (id: string, at: string, more: Partial<AuditRow> = {}): AuditRow => ({
  id,
  at,
  by: 'June Low',
  action: 'replay',
  area,
  record: `record ${id}`,
  before: { outcome: 'rejected' },
  after: { outcome: 'sent', message: "it's 🏗️" },
  ...more,
});

const hold = (name: string, token: string, more: Partial<Hold> = {}): Hold => ({
  name,
  by: `${token}'s owner`,
  at: '2026-10-25T10:00:00.000Z',
  token,
  until: '2026-10-25T10:15:00.000Z',
  mark: 'm1',
  ...more,
});

/** What support staff need of every ledger. */
export function supportLedgerConformance(ledgerOf: () => Ledger): void {
  it('lists every open row of an area at once, however many there are, and none of another area', async () => {
    const ledger = ledgerOf();
    const rows = Array.from({ length: 60 }, (_, index): OpenRow => ({
      record: `Subcontract headers|${index}`,
      area,
      map: 'Subcontract headers',
      outcome: 'rejected',
      failure: { code: 'c', message: 'm', cure: 'accountant' },
      since: '2026-10-25T10:00:00.000Z',
      direction: 'to-finance',
      event: 'delete',
    }));
    await Promise.all(rows.map((row) => ledger.putOpen(row)));
    await ledger.putOpen({ ...(rows[0] as OpenRow), area: 'expense', record: 'elsewhere' });
    const listed = (await ledger.openIn(area)).toSorted(byRecord);
    expect(listed).toEqual(rows.toSorted(byRecord));
    await Promise.all(rows.map((row) => ledger.removeOpen(area, row.record)));
    await ledger.removeOpen('expense', 'elsewhere');
    expect(await ledger.openIn(area)).toEqual([]);
  });

  describe('the audit', () => {
    it('shows the newest first, by record, by person and by job', async () => {
      const ledger = ledgerOf();
      const rows = [
        auditRow('a1', '2026-10-25T10:00:00.000Z', { reason: 'cured', job: 'j1' }),
        auditRow('a2', '2026-10-25T10:00:00.001Z', { by: "O'Brien", record: "it's|one" }),
        auditRow('a3', '2026-10-24T23:59:59.999Z', { action: 'discard' }),
        auditRow('a4', '2027-01-01T00:00:00.000Z', { record: "it's|one" }),
      ];
      for (const row of rows) await ledger.addAudit(row);
      const [a1, a2, a3, a4] = rows;
      expect(await ledger.audit({}, 10)).toEqual([a4, a2, a1, a3]);
      expect(await ledger.audit({}, 2)).toEqual([a4, a2]);
      expect(await ledger.audit({ record: "it's|one" }, 10)).toEqual([a4, a2]);
      expect(await ledger.audit({ record: "it's|one", by: "O'Brien" }, 10)).toEqual([a2]);
      expect(await ledger.audit({ job: 'j1' }, 10)).toEqual([a1]);
      const ofDay = async (day: string) => (await ledger.auditOfDay(day)).map(({ id }) => id).sort();
      expect(await ofDay('2026-10-25')).toEqual(['a1', 'a2']);
      expect(await ofDay('2026-10-24')).toEqual(['a3']);
      expect(await ofDay('2026-10-26')).toEqual([]);
    });

    it('keeps a row as it was first added', async () => {
      const ledger = ledgerOf();
      const row = auditRow('once', '2026-10-20T10:00:00.000Z', { record: 'once' });
      await ledger.addAudit(row);
      await ledger.addAudit({ ...row, by: 'somebody else' });
      expect(await ledger.audit({ record: 'once' }, 10)).toEqual([row]);
    });
  });

  describe('a job', () => {
    const items = (count: number): JobItem[] =>
      Array.from({ length: count }, (_, index) => ({
        index,
        area,
        record: `Größe '${String(index)}'/\\#?`,
        rank: 0,
        step: 'to-do' as const,
      }));
    const job = (id: string, at: string, total: number): Job => ({ id, by: 'a', at, total, finished: false });

    it('has its items in their order, more than a transaction takes, and each can be replaced', async () => {
      const ledger = ledgerOf();
      const list = items(250);
      await ledger.addJob(job('long', '2026-10-25T10:00:00.000Z', 250), list);
      expect(await ledger.jobItems('long')).toEqual(list);
      const done = [7, 120].map((index): JobItem => ({
        ...(list[index] as JobItem),
        hash: 'h',
        step: 'done',
        outcome: 'moved',
        why: 'it changed',
        sentAt: '2026-10-25T10:00:01.000Z',
        mark: 'm',
      }));
      await ledger.putJobItems('long', done);
      const now = await ledger.jobItems('long');
      expect(now).toHaveLength(250);
      expect([now[7], now[120], now[8]]).toEqual([...done, list[8]]);
      expect(await ledger.jobItems('another')).toEqual([]);
    });

    it('is listed newest first, and as open until it is finished', async () => {
      const ledger = ledgerOf();
      const older = job('older', '2026-10-26T10:00:00.000Z', 1);
      const newer = job("newer's", '2026-10-26T11:00:00.000Z', 1);
      await ledger.addJob(older, items(1));
      await ledger.addJob(newer, items(1));
      expect((await ledger.jobs('all', 2)).map(({ id }) => id)).toEqual(["newer's", 'older']);
      const finished = { ...newer, finished: true, finishedAt: '2026-10-26T11:00:09.000Z' };
      await ledger.putJob(finished);
      expect((await ledger.jobs('open', 1)).map(({ id }) => id)).toEqual(['older']);
      expect(await ledger.job("newer's")).toEqual(finished);
      expect(await ledger.job('no such job')).toBeUndefined();
    });
  });

  describe('a hold', () => {
    const never = (): boolean => false;

    it('is had by exactly one of many who take it at once, and everybody else sees who has it', async () => {
      const ledger = ledgerOf();
      const tokens = Array.from({ length: 8 }, (_, index) => `t${index}`);
      const answers = await Promise.all(
        tokens.map((token) => ledger.takeHold(hold('replay|at once', token), never)),
      );
      const winner = tokens[answers.indexOf(undefined)];
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
      for (const answer of answers.filter((other) => other !== undefined))
        expect(answer).toEqual(hold('replay|at once', winner ?? ''));
    });

    it('is taken again by its own holder, and by another only where the present one may be replaced', async () => {
      const ledger = ledgerOf();
      const name = "replay|it's/one";
      expect(await ledger.takeHold(hold(name, 't1'), never)).toBeUndefined();
      expect(await ledger.takeHold(hold(name, 't1', { mark: 'm2' }), never)).toBeUndefined();
      expect(await ledger.takeHold(hold(name, 't2'), never)).toEqual(hold(name, 't1', { mark: 'm2' }));
      expect(
        await ledger.takeHold(hold(name, 't2'), (known) => known.token === 't1' && known.mark === 'm2'),
      ).toBeUndefined();
      expect((await ledger.takeHold(hold(name, 't3'), never))?.token).toBe('t2');
    });

    it('is given back by its holder only', async () => {
      const ledger = ledgerOf();
      await ledger.takeHold(hold('job|1', 't1'), never);
      await ledger.dropHold('job|1', 't2');
      expect((await ledger.takeHold(hold('job|1', 't2'), never))?.token).toBe('t1');
      expect((await ledger.hold('job|1'))?.token).toBe('t1');
      await ledger.dropHold('job|1', 't1');
      expect(await ledger.hold('job|1')).toBeUndefined();
      await ledger.dropHold('job|1', 't1');
      expect(await ledger.takeHold(hold('job|1', 't2'), never)).toBeUndefined();
    });
  });
}

const byRecord = (a: OpenRow, b: OpenRow): number => (a.record < b.record ? -1 : 1);
