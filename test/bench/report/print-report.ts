import Table from 'cli-table3';
import { cells } from './cells.ts';
import type { Report } from './report.ts';

/** The report as text: one table, then which goals are missed. */
export function printReport(report: Report): string {
  const table = new Table({
    head: ['bench', 'of', 'what', 'median', 'lowest–highest', 'unit', 'goal', ''],
    colAligns: ['left', 'left', 'left', 'right', 'right', 'left', 'left', 'left'],
    style: { head: [], border: [], compact: true },
  });
  const missed: string[] = [];
  for (const [bench, { measures }] of Object.entries(report))
    for (const measure of measures) {
      const { of, what, unit, goal } = measure;
      const { median, range } = cells(measure);
      table.push([bench, of, what, median, range, unit, goal?.text ?? '', verdict(goal)]);
      if (goal?.met === false) missed.push(`${bench}, ${of}, ${what}: ${median} ${unit}, goal ${goal.text}`);
    }
  return [
    table.toString(),
    ...Object.entries(report).map(
      ([bench, { machine, runs, seconds }]) =>
        `${bench}: ${String(runs)} runs, ${seconds.toFixed(0)} s, Node ${machine.node} on ${String(machine.cores)} × ${machine.cpu}`,
    ),
    ...missed.map((line) => `missed: ${line}`),
  ].join('\n');
}

const verdict = (goal: { readonly met: boolean } | undefined): string =>
  goal === undefined ? '' : goal.met ? 'met' : 'missed';
