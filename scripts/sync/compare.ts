import { compareAll, type Interrupted } from '../../shared/compare/compare-all.ts';
import type { Comparison } from '../../shared/compare/comparison.ts';
import { patientReads } from '../../shared/compare/patient-reads.ts';
import { publishLooks } from '../../shared/compare/publish-look.ts';
import type { Range } from '../../shared/compare/range.ts';
import { readPeriod } from '../../shared/periods/read-period.ts';
import { noSuchMap } from '../../shared/table-map/no-such-map.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { readFlags } from '../read-flags.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { awayWords } from '../away-words.ts';
import { findingLines, findingsHead, totalLines } from './comparison-csv.ts';
import {
  countsInWords,
  mostShown,
  printComparison,
  printTotals,
  type ComparisonReport,
} from './print-comparison.ts';
import { readRange } from './read-range.ts';
import { withRuntime } from './with-runtime.ts';

/** Both systems, record by record and column by column, with the sums of both sides. Writes nothing without `--fix`. */
export const compare: Command = {
  usage: `npm run sync -- compare [--map NAME]… [--company CODE] [--from YYYY-MM-DD] [--to YYYY-MM-DD | --period PERIOD]
                          [--json | --csv] [--totals] [--fix]
  PERIOD, with --company, is a month (2026-10), or a period ("2026/Period 10") or year (2026) of its fiscal calendar,
  by whose periods the sums are then made; --totals shows the sums alone, those that agree too
  --fix asks the sync to look at every record that differs`,
  run: async (words) => {
    const { values } = readFlags(words, {
      options: {
        map: { type: 'string', multiple: true },
        company: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        period: { type: 'string' },
        json: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
        totals: { type: 'boolean', default: false },
        fix: { type: 'boolean', default: false },
      },
    });
    if (values.csv && values.json) throw new UsageError('Give --csv or --json, not both.');
    const { period } = values;
    const typed = readRange(values);
    if (period !== undefined && (typed.from ?? typed.to) !== undefined)
      throw new UsageError('Give --period, or --from and --to, not both.');
    if (period !== undefined && typed.company === undefined)
      throw new UsageError('--period needs the --company whose period it is.');
    return withRuntime(async (runtime) => {
      const sync = patientReads(runtime.sync);
      const unknown = (values.map ?? []).find((name) => !sync.maps.has(name));
      if (unknown !== undefined) throw new UsageError(`--map: ${noSuchMap(sync.maps, unknown)}`);
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
      if (values.csv && !values.totals) console.log(findingsHead);
      const { interrupted, ...compared } = await compareAll(sync, maps, range, async (found) => {
        findings += found.length;
        if (values.csv && !values.totals) for (const row of found) findingLines(row).forEach(printLine);
        else if (!values.csv && (values.json || shown.length < mostShown)) shown.push(...found);
        if (values.fix) published += await publishLooks(sync, found);
      });
      print({ ...compared, findings: shown, published }, findings, values);
      if (interrupted === undefined) return findings === 0 ? 0 : 1;
      console.error(interruptedWords(interrupted, compared.counts, { ...values, ...typed }));
      return 2;
    });
  },
};

interface Form {
  readonly json: boolean;
  readonly csv: boolean;
  readonly totals: boolean;
  readonly fix: boolean;
}

/** Findings of `--csv` are printed already. */
function print(report: ComparisonReport, findings: number, { json, csv, totals, fix }: Form): void {
  const { findings: _, ...withoutFindings } = report;
  if (json) console.log(JSON.stringify(totals ? withoutFindings : report, null, 2));
  else if (csv) {
    if (totals) totalLines(report.totals).forEach(printLine);
  } else if (totals) console.log(`${printTotals(report.totals)}\n\n${countsInWords(report.counts)}`);
  else console.log(printComparison(report, findings, fix));
}

const printLine = (line: string): void => {
  console.log(line);
};

/** Why a comparison did not come to its end, how far it came, and how to go on. */
function interruptedWords(
  { error, left }: Interrupted,
  counts: ComparisonReport['counts'],
  typed: Range & { readonly period?: string | undefined },
): string {
  const again = [
    ...left.map((name) => `--map "${name}"`),
    ...(typed.company === undefined ? [] : [`--company ${typed.company}`]),
    ...(typed.from === undefined ? [] : [`--from ${typed.from}`]),
    ...(typed.to === undefined ? [] : [`--to ${typed.to}`]),
    ...(typed.period === undefined ? [] : [`--period "${typed.period}"`]),
  ];
  return [
    awayWords(error) ?? error.message,
    `The comparison ended in "${left[0] ?? ''}". Compared until then: ${countsInWords(counts)}`,
    `To go on with what is left: npm run sync -- compare ${again.join(' ')}`,
  ].join('\n');
}

async function withDays(sync: Sync, range: Range, period: string | undefined): Promise<Range> {
  if (period === undefined || range.company === undefined) return range;
  const { name: _, ...days } = await readPeriod(sync, range.company, period);
  return { ...range, ...days };
}
