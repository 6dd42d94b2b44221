import Table from 'cli-table3';
import type { Spread } from '../statistics/spread.ts';
import type { Report } from './report.ts';
import type { Line } from './summarise.ts';

const head = [
  'at once',
  'what',
  'changes/s',
  'ours ÷ it',
  'p50 ms',
  'p95 ms',
  'answer\np50 ms',
  'answer\np95 ms',
  'reads +\nlook-ups',
  'writes',
  'HTTP\nrequests',
  'ledger\nrequests',
  'busy\ncores',
];

/** The report as text: one table, then what bounds its figures. */
export function printReport({ machine, plan, lines, metadataReads, notes }: Report): string {
  const table = new Table({
    head,
    colAligns: head.map((_, column) => (column === 1 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  for (const line of lines) table.push(cells(line));
  const { fromMs, toMs } = plan.latency;
  return [
    `Medians of ${plan.runs} alternating runs, (lowest–highest). Both systems answer after ${fromMs} to ${toMs} ms. ` +
      `Node ${machine.node}, ${machine.cores} × ${machine.cpu}.`,
    table.toString(),
    'changes/s, p50, p95: webhook sent → row in Finance. Counts are per change, of an untimed run.',
    `Metadata reads at first use, in no figure above: ${Object.entries(metadataReads)
      .map(([contender, reads]) => `${contender} ${reads}`)
      .join(', ')}.`,
    ...notes,
  ].join('\n');
}

function cells(line: Line): (string | number)[] {
  const { perChange } = line;
  return [
    line.concurrent,
    line.title,
    text(line.changesPerSecond, 1),
    line.contender === 'sync' ? '' : text(line.ratio, 2),
    text(line.p50, 0),
    text(line.p95, 0),
    text(line.answerP50, 1),
    text(line.answerP95, 1),
    ...[perChange?.reads, perChange?.writes, perChange?.requests, perChange?.ledger].map(
      (count) => count?.toFixed(2) ?? '',
    ),
    line.busyCores.median.toFixed(1),
  ];
}

const text = (figure: Spread | undefined, digits: number): string =>
  figure === undefined
    ? ''
    : `${figure.median.toFixed(digits)} (${figure.min.toFixed(digits)}–${figure.max.toFixed(digits)})`;
