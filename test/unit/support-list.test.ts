import { describe, expect, it } from 'vitest';
import { causes } from '../../shared/causes/causes.ts';
import { explain } from '../../shared/causes/explain.ts';
import type { Failure, OpenRow } from '../../shared/ledger/ledger.ts';
import { groupOpen } from '../../shared/support/group-open.ts';
import { isAskedFor, type OpenQuery } from '../../shared/support/open-query.ts';
import { parseAge } from '../../shared/support/parse-age.ts';

const row = (record: string, failure: Partial<Failure> = {}, more: Partial<OpenRow> = {}): OpenRow => ({
  record,
  area: 'expense',
  map: 'Expenses',
  company: 'usmf',
  outcome: 'rejected',
  failure: { code: '400', message: 'Amount must be filled in.', hint: 'Fill it in.', ...failure },
  since: '2026-10-25T10:00:00.000Z',
  ...more,
});

describe('open records in groups', () => {
  it('come by cause and column, the largest group first, with what most of them say', () => {
    const rows = [
      row('1', { field: 'Amount', message: 'first words' }, { since: '2026-10-20T10:00:00.000Z' }),
      row('2', explain('unit-missing', { code: 'x', field: 'Unit', message: 'No hr.' }), {
        outcome: 'waiting',
      }),
      row('3', { field: 'Amount', message: 'usual words' }),
      row('4', { field: 'Amount', message: 'usual words', hint: 'Ask.' }, { outcome: 'retrying' }),
      row('5', { field: 'Date' }),
    ];
    const groups = groupOpen(rows);
    expect(groups.map(({ cause, field, count }) => [cause, field, count])).toEqual([
      ['400', 'Amount', 3],
      ['unit-missing', 'Unit', 1],
      ['400', 'Date', 1],
    ]);
    expect(groups[0]).toMatchObject({
      standings: { rejected: 2, retrying: 1 },
      sentence: 'usual words',
      remedy: 'Fill it in.',
      cure: 'unknown',
      oldest: '2026-10-20T10:00:00.000Z',
      example: '1',
    });
    expect(groups[1]).toMatchObject({
      sentence: causes['unit-missing'].means,
      cure: 'administrator',
      standings: { waiting: 1 },
    });
  });

  it('are grouped by their cause where one was found, whatever code the system gave', () => {
    const found: Partial<Failure> = { cause: 'period-closed' };
    expect(groupOpen([row('1', found), row('2', { code: '500', ...found })])).toMatchObject([
      { cause: 'period-closed', count: 2 },
    ]);
  });

  it('are none where nothing is open', () => {
    expect(groupOpen([])).toEqual([]);
  });
});

describe('a filter of open records', () => {
  const now = Date.parse('2026-10-25T12:00:00.000Z');
  const overdue = row(
    '1',
    { code: 'expectation-overdue', field: 'Unit', cure: 'accountant' },
    { outcome: 'waiting' },
  );

  it.each<[string, OpenQuery, boolean]>([
    ['nothing asked', {}, true],
    ['its area', { area: 'expense' }, true],
    ['another area', { area: 'vendor-invoice' }, false],
    ['its map in other letters', { map: 'EXPENSES' }, true],
    ['another company', { company: 'frrt' }, false],
    ['overdue, as it was applied and something did not follow', { outcome: 'overdue' }, true],
    ['waiting, which overdue is not', { outcome: 'waiting' }, false],
    ['its cause', { cause: 'expectation-overdue' }, true],
    ['another cause', { cause: 'unreadable' }, false],
    ['its column in other letters', { field: 'unit' }, true],
    ['another column', { field: 'Date' }, false],
    ['who cures it', { cure: 'accountant' }, true],
    ['somebody else who cures', { cure: 'unknown' }, false],
    ['open for longer than an hour', { olderThanMs: 3_600_000 }, true],
    ['open for longer than a day', { olderThanMs: 86_400_000 }, false],
    ['all of several', { area: 'expense', company: 'usmf', cure: 'accountant' }, true],
    ['one of several', { area: 'expense', company: 'frrt' }, false],
  ])('takes or leaves a record by %s', (_name, query, is) => {
    expect(isAskedFor(overdue, query, now)).toBe(is);
  });

  it('reads an age in minutes, hours or days, and nothing else', () => {
    expect(['30m', '2h', '3d'].map(parseAge)).toEqual([1_800_000, 7_200_000, 259_200_000]);
    expect(['', '2', 'h', '-2h', '2 h', '2w', '1.5h'].map(parseAge)).toEqual(Array(7).fill(undefined));
  });
});
