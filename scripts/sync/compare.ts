import { compareAll } from '../../shared/compare/compare-all.ts';
import type { Comparison } from '../../shared/compare/comparison.ts';
import { publishLooks } from '../../shared/compare/publish-look.ts';
import type { Total } from '../../shared/compare/totals.ts';
import type { Range } from '../../shared/compare/range.ts';
import { readPeriod } from '../../shared/periods/read-period.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { count } from '../../shared/support/words.ts';
import { readFlags } from '../read-flags.ts';
import { csvLine } from './csv-line.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { printTable } from './print-table.ts';
import { readRange } from './read-range.ts';
import { withRuntime } from './with-runtime.ts';

/** So many findings stand in the table; `--csv` and `--json` hold all. */
const mostShown = 200;

/** Both systems, record by record and column by column, with the sums of both sides. Writes nothing without `--fix`. */
export const compare: Command = {
  usage: `npm run sync -- compare [--map NAME]… [--company CODE] [--from YYYY-MM-DD] [--to YYYY-MM-DD | --period PERIOD] [--json | --csv] [--fix]
  PERIOD, with --company, is a month (2026-10) or a period of its fiscal calendar ("2026/Period 10")
  --fix asks the sync to look at every record that differs`,
  run: async (words) => {
    const { values } = readFlags(words, {
      options: {
        map: { type: 'string', multiple: true },
        company: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        period: { type: 'string' },
        json: { type: 'boolean' },
        csv: { type: 'boolean' },
        fix: { type: 'boolean' },
      },
    });
    if (values.csv === true && values.json === true) throw new UsageError('Give --csv or --json, not both.');
    const { period } = values;
    const typed = readRange(values);
    if (period !== undefined && (typed.from ?? typed.to) !== undefined)
      throw new UsageError('Give --period, or --from and --to, not both.');
    if (period !== undefined && typed.company === undefined)
      throw new UsageError('--period needs the --company whose period it is.');
    return withRuntime(async ({ sync }) => {
      const unknown = (values.map ?? []).find((name) => !sync.maps.has(name));
      if (unknown !== undefined) throw new UsageError(`There is no table map "${unknown}".`);
      if (typed.company !== undefined && !sync.companies.has(typed.company))
        throw new UsageError(
          `Legal entity ${typed.company} is not in scope; COMPANIES names ${[...sync.companies.keys()].join(', ')}.`,
        );
      const range = await withDays(sync, typed, period);
      const maps = sync.maps
        .all()
        .filter((map) => (values.map === undefined ? !sync.maps.isOff(map) : values.map.includes(map.name)));
      const shown: Comparison[] = [];
      let findings = 0;
      let published = 0;
      if (values.csv === true) console.log(csvLine(csvHead));
      const { counts, totals } = await compareAll(sync, maps, range, async (found) => {
        findings += found.length;
        if (values.csv === true) for (const row of found) for (const line of csvOf(row)) console.log(line);
        else if (values.json === true || shown.length < mostShown) shown.push(...found);
        if (values.fix === true) published += await publishLooks(sync, found);
      });
      const report = { counts, findings: shown, totals, published };
      if (values.json === true) console.log(JSON.stringify(report, null, 2));
      else if (values.csv !== true) console.log(text(report, findings, values.fix === true));
      return findings === 0 ? 0 : 1;
    });
  },
};

async function withDays(sync: Sync, range: Range, period: string | undefined): Promise<Range> {
  if (period === undefined || range.company === undefined) return range;
  const { from, to } = await readPeriod(sync, range.company, period);
  return { ...range, from, to };
}

function text(
  report: {
    counts: Readonly<Record<string, number>>;
    findings: readonly Comparison[];
    totals: readonly Total[];
    published: number;
  },
  findings: number,
  fix: boolean,
): string {
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
    ...(apart.length === 0
      ? ['The sums of both sides agree in every project, legal entity and month.']
      : [
          printTable(
            ['map and column', 'legal entity', 'project', 'month', 'Dataverse', 'Finance', 'difference'],
            [48, 14, 20, 9, 16, 16, 14],
            apart.map((sum) => [
              `${sum.map}\n${sum.column}`,
              sum.company,
              sum.project,
              sum.period,
              sum.dataverse,
              sum.finance,
              sum.difference,
            ]),
          ),
        ]),
    Object.entries(report.counts)
      .map(([result, count]) => `${count} ${result}`)
      .join(', ') || 'Nothing to compare.',
    ...(fix
      ? [
          `${count(report.published, 'record')} ${report.published === 1 ? 'was' : 'were'} asked to be looked at.`,
        ]
      : []),
  ].join('\n\n');
}

const whatOf = ({ columns, why }: Comparison): string =>
  [
    ...columns.map(
      ({ column, expected = '', counterpartValue = '' }) => `${column}: ${expected} ≠ ${counterpartValue}`,
    ),
    ...(why === undefined ? [] : [why]),
  ].join('\n');

const csvHead = [
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
];

const csvOf = (row: Comparison): readonly string[] => {
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
};
