import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDataverse, type DataverseSandbox } from '../../infra/local/dataverse/start-dataverse.ts';
import { dataverseCounterpart } from '../../shared/dataverse/dataverse-counterpart.ts';
import { fiscalPeriods } from '../../shared/periods/fiscal-periods.ts';
import { periodOfDay } from '../../shared/periods/period-of-day.ts';
import { readPeriod } from '../../shared/periods/read-period.ts';
import type { Sync } from '../../shared/sync/sync.ts';

let sandbox: DataverseSandbox;
let sync: Pick<Sync, 'dataverse'>;
beforeAll(async () => {
  sandbox = await startDataverse();
  sync = {
    dataverse: dataverseCounterpart({ url: sandbox.url, credential: undefined, timeoutMs: 2_000 }),
  };
});
afterAll(() => sandbox.stop());

describe('a period that a person types', () => {
  it('is a month, or a period of the fiscal calendar that the ledger of the legal entity names, by name or short name', async () => {
    const typed = ['2026-02', '2026/Period 10', '2026/p10', '2026/PERIOD 1'];
    const tenth = { name: '2026/Period 10', from: '2026-09-28', to: '2026-10-25' };
    const first = { name: '2026/Period 1', from: '2025-12-29', to: '2026-01-25' };
    expect(await Promise.all(typed.map((each) => readPeriod(sync, 'frrt', each)))).toEqual([
      { name: '2026-02', from: '2026-02-01', to: '2026-02-28' },
      { ...tenth, fiscal: [tenth] },
      { ...tenth, fiscal: [tenth] },
      { ...first, fiscal: [first] },
    ]);
    expect(await readPeriod(sync, 'usmf', '2026/Period 10')).toMatchObject({
      from: '2026-10-01',
      to: '2026-10-31',
    });
  });

  it('is a whole fiscal year, each day of which is told to its fiscal period', async () => {
    const year = await readPeriod(sync, 'frrt', '2026');
    expect(year).toMatchObject({ name: '2026', from: '2025-12-29', to: '2026-12-27' });
    const name = periodOfDay(year);
    expect(['2025-12-29', '2026-01-25', '2026-01-26', '2026-10-25', '2026-12-28'].map(name)).toEqual([
      '2026/Period 1',
      '2026/Period 1',
      '2026/Period 2',
      '2026/Period 10',
      '2026-12',
    ]);
    expect(periodOfDay(await readPeriod(sync, 'frrt', '2026-02'))('2026-02-28')).toBe('2026-02');
  });

  it('comes from a calendar whose closing period, which has no days of its own, is left out', async () => {
    const calendar = await fiscalPeriods(sync, 'frrt');
    expect(calendar?.calendar).toBe('4-4-5');
    expect(calendar?.periods.map(({ shortName }) => shortName)).toEqual(
      Array.from({ length: 12 }, (_, index) => `P${String(index + 1)}`),
    );
  });

  it('is refused with what can be typed when it names none', async () => {
    const refusals: readonly (readonly [company: string, typed: string, words: string])[] = [
      ['usmf', 'october', 'neither a month such as 2026-10 nor a fiscal period such as 2026/Period 10'],
      ['usmf', '2026-13', 'neither a month such as 2026-10'],
      [
        'usmf',
        '2026/Period 13',
        'calendar Fiscal of usmf has no period "2026/Period 13": 2026/Period 1 (2026-01-01 to 2026-01-31), ',
      ],
      ['usmf', '2026/Closing', 'has no period "2026/Closing"'],
      ['usmf', '2031/Period 1', 'its years are 2026'],
      ['demf', '2026/Period 1', 'Dataverse has no ledger with a fiscal calendar for demf'],
    ];
    for (const [company, typed, words] of refusals)
      await expect(readPeriod(sync, company, typed), typed).rejects.toThrow(words);
  });
});
