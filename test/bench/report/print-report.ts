import Table from 'cli-table3';
import type { Spread } from '../statistics/spread.ts';
import type { Limits } from './limits.ts';
import type { Line } from './line.ts';
import type { Report } from './report.ts';

const head = [
  'at\nonce',
  '',
  'changes\nper second',
  'ours ÷ it\n%',
  'p50\nms',
  'p95\nms',
  'answer\np50 ms',
  'answer\np95 ms',
  'reads +\nlook-ups',
  'writes',
  'HTTP\nrequests',
  'ledger\nrequests',
];

/** The report as text: one table, then what bounds its figures. */
export function printReport({ machine, plan, lines, metadataReads, limits }: Report): string {
  const table = new Table({
    head,
    colAligns: head.map((_, column) => (column === 1 ? 'left' : 'right')),
    colWidths: [null, 14],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const line of lines) table.push(cells(line));
  const { fromMs, toMs } = plan.latency;
  const reads = Object.entries(metadataReads).map(([contender, count]) => `${contender} ${count}`);
  return [
    `Medians of ${plan.runs} alternating runs, below them lowest–highest. Both systems answer after ${fromMs} to ${toMs} ms.`,
    `Node ${machine.node} on ${machine.cores} × ${machine.cpu}.`,
    table.toString(),
    'p50, p95: webhook sent → row in Finance; of a part alone, its own work. Answer: of the webhook itself.',
    `The last four columns: per change, counted in a run of their own. Metadata read once, at first use: ${reads.join(', ')}.`,
    ...limits.map(sentence),
  ].join('\n');
}

function cells(line: Line): (string | number)[] {
  const { perChange, ratio } = line;
  const share = { median: 100 * ratio.median, min: 100 * ratio.min, max: 100 * ratio.max };
  const counts = [perChange?.reads, perChange?.writes, perChange?.requests, perChange?.ledger];
  return [
    line.concurrent,
    line.title,
    figure(line.changesPerSecond),
    line.contender === 'sync' ? '' : figure(share),
    ...[line.p50, line.p95, line.answerP50, line.answerP95].map(figure),
    ...counts.map((count) => count?.toFixed(2) ?? ''),
  ];
}

function figure(spread: Spread | undefined): string {
  if (spread === undefined) return '';
  const digits = spread.median < 100 ? 1 : 0;
  const [median, min, max] = [spread.median, spread.min, spread.max].map((value) => value.toFixed(digits));
  return `${median}\n${min}–${max}`;
}

const names: Readonly<Record<Limits['nearest'], string>> = {
  latency: "the systems' latency",
  ledger: 'the emulated ledger store',
  processor: 'the processor, which emulators, sandboxes and functions share',
};

const sentence = ({ concurrent, latencyAllows, ledgerAllows, reached, nearest }: Limits): string =>
  `At ${concurrent} at once, requests one after another allow ${latencyAllows.toFixed(0)} changes/s and the emulated ledger store alone ` +
  `${ledgerAllows.toFixed(0)}: this project reaches ${percent(reached.latency)} and ${percent(reached.ledger)} of that with ` +
  `${percent(reached.processor)} of the processor at work. Nearest limit: ${names[nearest]}.`;

const percent = (share: number): string => `${Math.round(100 * share)} %`;
