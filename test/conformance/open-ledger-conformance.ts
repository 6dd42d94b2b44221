import { beforeAll, expect, it } from 'vitest';
import type { Ledger, OpenRow } from '../../shared/ledger/ledger.ts';
import { at, fresh } from './ledger-steps.ts';

/** What every ledger must do about the list of what is open. */
export function openLedgerConformance(ledgerOf: () => Ledger): void {
  let ledger: Ledger;
  beforeAll(() => {
    ledger = ledgerOf();
  });

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
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
