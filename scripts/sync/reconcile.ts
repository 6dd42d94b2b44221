import { reconcile as reconcileAll, type Reconciled } from '../../shared/reconcile/reconcile.ts';
import { readFlags } from '../read-flags.ts';
import type { Command } from '../command.ts';
import { printTable } from './print-table.ts';
import { withRuntime } from './with-runtime.ts';

/** One round of reconciliation now, as the timer does it. Ends with 1 where a table or set could not be asked. */
export const reconcile: Command = {
  usage: 'npm run sync -- reconcile [--json]',
  run: async (words) => {
    const { values } = readFlags(words, { options: { json: { type: 'boolean' } } });
    const report = await withRuntime(({ sync, trail }) => reconcileAll(sync, trail));
    console.log(values.json === true ? JSON.stringify(report, null, 2) : text(report));
    const all = [...report.tables, ...report.sets, report.failedJobs];
    return all.every(({ failed }) => failed === undefined) ? 0 : 1;
  },
};

function text({ tables, sets, failedJobs }: Reconciled): string {
  const rows = [
    ...tables.map(({ table, how, why, failed, ...counts }) => [
      table,
      how,
      `${counts.rows}`,
      `${counts.deleted}`,
      `${counts.published}`,
      failed ?? why ?? '',
    ]),
    ['failed system jobs', '', `${failedJobs.found}`, '', `${failedJobs.published}`, failedJobs.failed ?? ''],
    ...sets.map(({ map, company, failed, ...counts }) => [
      `${map}, ${company}`,
      'posted rows',
      `${counts.rows}`,
      '',
      `${counts.published}`,
      failed ?? '',
    ]),
  ];
  const published = [...tables, ...sets].reduce((sum, each) => sum + each.published, failedJobs.published);
  return [
    printTable(
      ['table or map', 'looked at', 'rows', 'deleted', 'published', 'note'],
      [50, 13, 8, 9, 11, 60],
      rows,
    ),
    published === 0
      ? 'Nothing was found that no event had told.'
      : `${published} changes were published; what becomes of them is in the timeline of each record, as found by reconciliation.`,
  ].join('\n\n');
}
