import type { Comparison } from '../../shared/compare/comparison.ts';
import type { Total } from '../../shared/compare/totals.ts';
import { count } from '../../shared/support/words.ts';
import { printTable } from './print-table.ts';

/** So many findings stand in the table; `--csv` and `--json` hold all. */
export const mostShown = 200;

/** What a comparison found, as `--json` prints it. */
export interface ComparisonReport {
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Comparison[];
  readonly totals: readonly Total[];
  readonly published: number;
  readonly isWhole: boolean;
}

/** The sums of both sides as a table. */
export const printTotals = (totals: readonly Total[]): string =>
  printTable(
    ['map and column', 'legal entity', 'project', 'period', 'Dataverse', 'Finance', 'difference'],
    [48, 14, 20, 18, 16, 16, 14],
    totals.map((sum) => [
      `${sum.map}\n${sum.column}`,
      sum.company,
      sum.project,
      sum.period,
      sum.dataverse,
      sum.finance,
      sum.difference,
    ]),
  );

/** @param findings how many there are: not all of them may be in the report. */
export function printComparison(report: ComparisonReport, findings: number, isFix: boolean): string {
  const apart = report.totals.filter(({ difference }) => difference !== '0');
  const shown = report.findings.slice(0, mostShown);
  return [
    ...(shown.length === 0
      ? []
      : [
          printTable(
            ['map', 'record', 'result', 'what'],
            [40, 34, 22, 70],
            shown.map((row) => [row.map, row.number ?? row.row, row.result, whatOf(row)]),
          ),
        ]),
    ...(findings > shown.length ? [`${findings - shown.length} more: --csv and --json show all.`] : []),
    ...(report.totals.length === 0
      ? []
      : apart.length === 0
        ? ['The sums of both sides agree in every project, legal entity and period.']
        : [printTotals(apart)]),
    countsInWords(report),
    ...(isFix
      ? [
          `${count(report.published, 'record')} ${report.published === 1 ? 'was' : 'were'} asked to be looked at.`,
        ]
      : []),
  ].join('\n\n');
}

/** `159 equal, 1 missing in Finance` */
export const countsInWords = ({ counts, isWhole }: Pick<ComparisonReport, 'counts' | 'isWhole'>): string =>
  Object.entries(counts)
    .map(([result, many]) => `${String(many)} ${result}`)
    .join(', ') || (isWhole ? 'Nothing to compare.' : 'Nothing was compared yet.');

const whatOf = ({ columns, why }: Comparison): string =>
  [
    ...columns.map(
      ({ column, expected = '', counterpartValue = '' }) => `${column}: ${expected} ≠ ${counterpartValue}`,
    ),
    ...(why === undefined ? [] : [why]),
  ].join('\n');
