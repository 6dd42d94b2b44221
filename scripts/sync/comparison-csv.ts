import type { Comparison } from '../../shared/compare/comparison.ts';
import type { Total } from '../../shared/compare/totals.ts';
import { csvLine } from './csv-line.ts';

export const findingsHead = csvLine([
  'map',
  'direction',
  'legal entity',
  'record',
  'row',
  'date',
  'result',
  'column',
  'expected',
  'held',
  'why',
]);

/** A line for each column that differs, one where there is none. */
export function findingLines(row: Comparison): readonly string[] {
  const first = [
    row.map,
    row.direction,
    row.company ?? '',
    row.number ?? '',
    row.row,
    row.date ?? '',
    row.result,
  ];
  const columns = row.columns.length === 0 ? [undefined] : row.columns;
  return columns.map((pair) =>
    csvLine([
      ...first,
      pair?.column ?? '',
      pair?.expected ?? '',
      pair?.counterpartValue ?? '',
      row.why ?? '',
    ]),
  );
}

export const totalLines = (totals: readonly Total[]): readonly string[] => [
  csvLine(['map', 'column', 'legal entity', 'project', 'period', 'Dataverse', 'Finance', 'difference']),
  ...totals.map(({ map, column, company, project, period, dataverse, finance, difference }) =>
    csvLine([map, column, company, project, period, dataverse, finance, difference]),
  ),
];
