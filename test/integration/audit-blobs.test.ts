import { ContainerClient } from '@azure/storage-blob';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startAuditStore } from '../../infra/local/audit-store/start-audit-store.ts';
import { startLedgerStore } from '../../infra/local/ledger-store/start-ledger-store.ts';
import { appendAudit, auditProgress } from '../../shared/audit/append-audit.ts';
import { AuditBlobError } from '../../shared/audit/audit-blob-error.ts';
import { connectAuditBlobs } from '../../shared/audit/connect-audit-blobs.ts';
import type { AuditRow } from '../../shared/ledger/support-ledger.ts';
import { tableStorageLedger } from '../../shared/ledger/table-storage/table-storage-ledger.ts';
import { openTracedWorld } from './traced-world.ts';

/** For what a timer of two seconds does, on a busy machine. */
const soon = { timeout: 60_000, interval: 100 };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const row = (id: string, at: string, more: Partial<AuditRow> = {}): AuditRow => ({
  id,
  at,
  by: 'June Low',
  action: 'replay',
  record: 'Projects V2|p-1',
  before: { outcome: 'rejected', message: "Projekt „Ä“ it's 🏗️" },
  after: { outcome: 'sent' },
  ...more,
});

async function stores() {
  const [ledgerStore, auditStore] = await Promise.all([startLedgerStore(), startAuditStore()]);
  stops.push(ledgerStore.stop, auditStore.stop);
  const ledger = tableStorageLedger(ledgerStore, { clock: Date.now });
  await ledger.prepare();
  return { ledger, auditStore, container: new ContainerClient(auditStore.connectionString, 'audit') };
}

/** Rows of a day's blob, in its order. */
async function linesOf(container: ContainerClient, blob: string): Promise<readonly AuditRow[]> {
  const text = (await container.getBlobClient(blob).downloadToBuffer()).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AuditRow);
}

describe('the audit in blobs', () => {
  it('has every row once and in its order, however many hosts append at once, and late ones too', async () => {
    const { ledger, auditStore, container } = await stores();
    const noon = Date.parse('2026-11-28T12:00:00Z');
    const rows = Array.from({ length: 40 }, (_, index) =>
      row(`r${String(index).padStart(2, '0')}`, new Date(noon - (40 - index) * 1_000).toISOString()),
    );
    await Promise.all(rows.map((each) => ledger.addAudit(each)));
    const host = () => connectAuditBlobs(auditStore);
    await Promise.all([1, 2, 3, 4].map(() => appendAudit(ledger, host(), new Map(), noon)));
    expect(await linesOf(container, '2026/11/28.jsonl')).toEqual(rows);

    // A host whose clock is behind, and another day.
    const late = row('late', '2026-11-28T11:59:30.500Z');
    const tomorrow = row('next', '2026-11-29T00:00:01.000Z');
    await ledger.addAudit(late);
    await ledger.addAudit(tomorrow);
    expect(await appendAudit(ledger, host(), new Map(), Date.parse('2026-11-29T00:01:00Z'))).toBe(2);
    expect(await linesOf(container, '2026/11/28.jsonl')).toEqual([...rows, late]);
    expect(await linesOf(container, '2026/11/29.jsonl')).toEqual([tomorrow]);

    // A ledger that lost its mark adds nothing a second time.
    await ledger.putControl('audit-appended', JSON.stringify({ day: '2026-11-01', at: rows[0]?.at }));
    expect(await appendAudit(ledger, host(), new Map(), Date.parse('2026-12-05T00:00:00Z'))).toBe(0);
    expect(await auditProgress(ledger)).toEqual({ day: '2026-12-03', at: '2026-12-05T00:00:00.000Z' });
  });

  it('takes a list that is larger than one block', async () => {
    const { ledger, auditStore, container } = await stores();
    const rows = Array.from({ length: 60 }, (_, index) =>
      row(`r${index}`, '2026-11-28T10:00:00.000Z', { after: { text: 'x'.repeat(50_000) } }),
    );
    await Promise.all(rows.map((each) => ledger.addAudit(each)));
    const appended = await appendAudit(
      ledger,
      connectAuditBlobs(auditStore),
      new Map(),
      Date.parse('2026-11-28T11:00:00Z'),
    );
    expect(appended).toBe(60);
    expect(new Set((await linesOf(container, '2026/11/28.jsonl')).map(({ id }) => id)).size).toBe(60);
  });

  it('says what it could not do where the store is away', async () => {
    const { ledger, auditStore } = await stores();
    const round = (): Promise<number> =>
      appendAudit(ledger, connectAuditBlobs(auditStore), new Map(), Date.parse('2026-11-28T11:00:00Z'));
    await stops.pop()?.();
    // Nothing to append is no sign that it could be appended.
    await expect(round()).rejects.toThrow(AuditBlobError);
    expect(await auditProgress(ledger)).toBeUndefined();

    await ledger.addAudit(row('r1', '2026-11-28T10:00:00.000Z'));
    await expect(round()).rejects.toThrow('make the container of the audit');
    expect(await auditProgress(ledger)).toBeUndefined();
  });
});

describe('a person who pauses while the blobs are away', () => {
  it('is answered, and what was done is in the blob once they are back, in order and once', async () => {
    const free = await startAuditStore();
    await free.stop();
    const world = await openTracedWorld({ AUDIT_BLOBS: free.connectionString });
    stops.push(() => world.stop());
    const { environment } = world;
    const pause = async (place: { company: string } | { map: string }, reason: string): Promise<number> => {
      const url = `${environment.functionsUrl()}/api/support/pause?code=${environment.functionKey}`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...place, reason }),
      });
      return answer.status;
    };
    expect([
      await pause({ company: 'usmf' }, 'month end'),
      await pause({ company: 'frrt' }, 'stock count'),
    ]).toEqual([200, 200]);
    await vi.waitFor(async () => {
      const everything = await world.everything();
      expect(everything).toContain('the audit could not be appended');
      expect(everything).toContain('"kind":"audit-behind"');
    }, soon);

    const back = await startAuditStore({ port: free.port });
    stops.push(back.stop);
    const container = new ContainerClient(back.connectionString, 'audit');
    const read = async (): Promise<readonly AuditRow[]> => {
      const found: AuditRow[] = [];
      for await (const { name } of container.listBlobsFlat()) found.push(...(await linesOf(container, name)));
      // What the environment did by itself at its start.
      return found.filter(({ action }) => action !== 'link');
    };
    await vi.waitFor(async () => {
      expect((await read()).map(({ action, reason }) => `${action}: ${reason ?? ''}`)).toEqual([
        'pause: month end',
        'pause: stock count',
      ]);
    }, soon);
    await environment.killHost();
    expect(await pause({ map: 'Project tasks' }, 'new fields')).toBe(200);
    await vi.waitFor(async () => {
      expect((await read()).map(({ reason }) => reason)).toEqual(['month end', 'stock count', 'new fields']);
    }, soon);
  }, 240_000);
});
