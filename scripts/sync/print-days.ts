import type { DaysPreview } from '../../shared/start/preview-days.ts';
import type { Run } from '../../shared/start/run.ts';
import { table } from '../support/table.ts';

/** What a person must confirm before rows from before go-live cross: rows and amounts by month. */
export function printDays({ id, by, from, to }: Run, preview: readonly DaysPreview[]): string {
  const days = `${from ?? ''} to ${to ?? ''}`;
  if (preview.length === 0) return `No row is dated ${days}: there is nothing to confirm.`;
  return [
    `Rows dated ${days}. Nothing was written:`,
    table(
      ['map', 'company', 'month', 'rows', 'sums'],
      preview.map(({ map, company, period, rows, amounts }) => [
        map,
        company,
        period,
        rows.toLocaleString('en-US'),
        Object.entries(amounts)
          .map(([column, sum]) => `${column} ${sum}`)
          .join('\n'),
      ]),
      { shares: [2, 0, 0, 0, 3] },
    ),
    `They cross once another person than ${by} has confirmed it: npm run sync -- confirm ${id} --as NAME`,
  ].join('\n');
}
