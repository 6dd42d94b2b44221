import { access, constants, writeFile } from 'node:fs/promises';
import { closeCheck as checkPeriod, type CloseReport } from '../../shared/close-check/close-check.ts';
import { patientReads } from '../../shared/compare/patient-reads.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { daysPeriod, type Period } from '../../shared/periods/period.ts';
import { readPeriod } from '../../shared/periods/read-period.ts';
import { readFlags } from '../read-flags.ts';
import type { Command } from '../command.ts';
import { AwayError } from '../away-error.ts';
import { UsageError } from '../usage-error.ts';
import { printTable } from './print-table.ts';
import { readRange } from './read-range.ts';
import { withRuntime } from './with-runtime.ts';

/** Whether a period of a legal entity can be closed; with `--out` as a dated report in JSON and in words. */
export const closeCheck: Command = {
  usage: `npm run sync -- close-check --company CODE --period PERIOD [--json] [--out FOLDER]
  PERIOD is a month (2026-10), or a period ("2026/Period 10") or year (2026) of the legal entity's fiscal calendar;
  --from DAY --to DAY instead of it where Dataverse has no ledger and fiscal calendar`,
  run: async (words) => {
    const { values } = readFlags(words, {
      options: {
        company: { type: 'string' },
        period: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean' },
        out: { type: 'string' },
      },
    });
    const { company: typed } = values;
    if (typed === undefined) throw new UsageError('--company must name the legal entity.');
    const company = typed.toLowerCase();
    const asked = askedPeriod(values);
    if (values.out !== undefined) await assertFolder(values.out);
    let at: string | undefined;
    const work = withRuntime(async (runtime) => {
      const sync = patientReads(runtime.sync);
      if (!sync.companies.has(company))
        throw new UsageError(
          `Legal entity ${company} is not in scope; COMPANIES names ${[...sync.companies.keys()].join(', ')}.`,
        );
      return checkPeriod(sync, company, await asked(sync, company), (what) => (at = what));
    });
    const report = await work.catch((error: unknown) => {
      if (!(error instanceof AwayError) || at === undefined) throw error;
      throw new AwayError(
        `${error.message}\nThe check came as far as ${at}. Half of one proves nothing: give the same command again, it begins anew.`,
      );
    });
    const json = JSON.stringify(report, null, 2);
    const readable = text(report);
    console.log(values.json === true ? json : readable);
    if (values.out !== undefined) await keep(values.out, report, json, readable);
    return report.clean ? 0 : 1;
  },
};

/**
 * The period that was typed, as far as it can be told without asking Dataverse for a fiscal calendar.
 *
 * @throws UsageError saying how a period is written.
 */
function askedPeriod(typed: {
  readonly period?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): (sync: Sync, company: string) => Promise<Period> {
  const { period } = typed;
  const { from, to } = readRange({ from: typed.from, to: typed.to });
  if (period === undefined && from !== undefined && to !== undefined)
    return () => Promise.resolve(daysPeriod(from, to));
  if (period === undefined || from !== undefined || to !== undefined)
    throw new UsageError('Give --period, or both --from and --to.');
  return (sync, company) => readPeriod(sync, company, period);
}

/** Before anything is looked at, which may take long. @throws UsageError where a report could not be written there. */
async function assertFolder(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new UsageError(`--out: there is no folder ${folder} that can be written to.`);
  }
}

async function keep(folder: string, report: CloseReport, json: string, readable: string): Promise<void> {
  const period = report.period.replaceAll(/[^\w.-]+/g, '-');
  const name = `${folder}/close-check-${report.company}-${period}-${report.madeAt.replaceAll(/[-:]/g, '').slice(0, 15)}`;
  try {
    // Never over an earlier report.
    await writeFile(`${name}.json`, `${json}\n`, { flag: 'wx' });
    await writeFile(`${name}.txt`, `${readable}\n`, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(
      `--out: the report cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  console.error(`${name}.json and .txt were written.`);
}

function text(report: CloseReport): string {
  const { company, period, from, to, madeAt, open, differences, stopped, totals, clean } = report;
  return [
    `Legal entity ${company}, period ${period}: rows dated ${from} to ${to}, looked at on ${madeAt}.`,
    ...(open.length === 0
      ? ['No record waits, is tried again or is rejected.']
      : [
          `${open.length} records are open:`,
          printTable(
            ['map', 'record', 'state', 'why'],
            [40, 30, 10, 80],
            open.map((row) => [row.map, row.number ?? row.record, row.outcome, row.failure.message]),
          ),
        ]),
    ...(differences.length === 0
      ? ['Both sides agree in every record.']
      : [
          `${differences.length} records differ:`,
          printTable(
            ['map', 'record', 'result', 'what'],
            [40, 34, 22, 70],
            differences.map((row) => [
              row.map,
              row.number ?? row.row,
              row.result,
              [
                ...row.columns.map(
                  (pair) => `${pair.column}: ${pair.expected ?? ''} ≠ ${pair.counterpartValue ?? ''}`,
                ),
                row.why ?? '',
              ].join('\n'),
            ]),
          ),
        ]),
    ...(totals.length === 0
      ? ['No expense or vendor invoice was posted.']
      : [
          printTable(
            ['posted lines', 'currency', 'lines', 'amount', 'open', 'open amount'],
            [74, 10, 8, 16, 8, 16],
            totals.map((sum) => [
              sum.map,
              sum.currency,
              String(sum.lines),
              sum.amount,
              String(sum.openLines),
              sum.openAmount,
            ]),
          ),
        ]),
    ...(stopped.length === 0
      ? []
      : [
          'These lines stopped on the way:',
          printTable(
            ['line', 'project', 'date', 'amount', 'did not reach'],
            [34, 16, 12, 20, 26],
            stopped.map((line) => [
              line.line,
              line.project,
              line.date,
              `${line.amount} ${line.currency}`,
              line.stoppedAt ?? '',
            ]),
          ),
        ]),
    clean ? 'Nothing speaks against closing the period.' : 'The period cannot be closed yet.',
  ].join('\n\n');
}
