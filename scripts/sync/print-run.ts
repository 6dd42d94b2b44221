import type { Run, RunUnit } from '../../shared/start/run.ts';
import type { RunProgress } from '../../shared/start/run-progress.ts';
import { humanTime } from '../support/human-time.ts';
import { table } from '../support/table.ts';
import { count, resultWords } from '../../shared/support/words.ts';

const words: Readonly<Record<string, string>> = {
  ...resultWords,
  rejected: 'refused',
  linked: 'linked',
  known: 'linked before',
  'only-in-dataverse': 'only in Dataverse',
  'only-in-finance': 'only in Finance',
  doubled: 'DOUBLED',
  unnamed: 'without a business id',
  busy: 'was being worked on',
  folded: 'left with a live change',
};

const kindWords = { link: 'Link', initial: 'Initial sync', resync: 'Resync' } as const;

/** One line on the way: rows, rate and what is left. */
export function progressLine({ run, units, rows }: RunProgress): string {
  const at = units.find(({ step }) => step === 'begun') ?? units.find(({ step }) => step === 'to-do');
  const done = units.filter(({ step }) => step === 'done' || step === 'stopped').length;
  const seconds = units.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1_000;
  const rate = seconds === 0 ? 0 : rows.done / seconds;
  const bar =
    run.kind === 'link' ? '' : `, ${rows.done.toLocaleString('en-US')} rows, ${rate.toFixed(0)} a second`;
  const left =
    at?.total === undefined ? '' : `, ${(at.total - sum(at)).toLocaleString('en-US')} of this map to go`;
  return `${kindWords[run.kind]} ${run.id}: ${String(done)} of ${count(units.length, 'unit')} done${bar}${left}${at === undefined ? '' : `; ${at.map} in ${at.company}`}`;
}

/** What came of a run: by map and company, and every row that a person should look at. */
export function printRun({ run, units, rows, failures }: RunProgress): string {
  const shown = units.filter(({ counts, step }) => step !== 'done' || Object.keys(counts).length > 0);
  const named = units.flatMap(({ map, company, findings }) =>
    findings.map((finding) => ({ map, company, ...finding })),
  );
  const hidden = units.reduce((all, unit) => all + hiddenOf(unit), 0);
  const look = { shares: [3, 0, 2, 4], compact: true } as const;
  return [
    headOf(run, units.length, rows.done),
    ...(shown.length === 0
      ? ['Nothing was there.']
      : [table(['map', 'company', 'step', 'rows'], shown.map(lineOf), look)]),
    ...(named.length === 0
      ? []
      : [
          'Rows to look at:',
          table(
            ['map', 'company', 'what', 'row and why'],
            named.map(({ map, company, what, row, why }) => [
              map,
              company,
              words[what] ?? what,
              why === undefined ? row : `${row}: ${why}`,
            ]),
            look,
          ),
        ]),
    ...(hidden > 0 ? [`… and ${count(hidden, 'more row')} of these kinds.`] : []),
    ...(failures > 0 && run.kind !== 'link'
      ? [`${count(failures, 'row')} did not settle. What is still open: npm run sync -- again ${run.id}`]
      : []),
  ].join('\n');
}

function headOf(run: Run, units: number, done: number): string {
  const name = `${kindWords[run.kind]} ${run.id}`;
  if (run.finishedAt !== undefined)
    return `${name} is finished: ${count(done, 'row')} in ${count(units, 'unit')} (map and company).`;
  return run.needsConfirmation && run.confirmedBy === undefined
    ? `${name} waits for another person than ${run.by} to confirm it: npm run sync -- confirm ${run.id} --as NAME`
    : `${name} is under way: ${count(done, 'row')} so far. npm run sync -- run ${run.id}`;
}

const lineOf = ({ map, company, step, why, counts }: RunUnit): readonly string[] => [
  map,
  company,
  why === undefined ? step : `${step}: ${why}`,
  Object.entries(counts)
    .map(([what, many]) => `${many.toLocaleString('en-US')} ${words[what] ?? what}`)
    .join(', '),
];

const sum = ({ counts }: RunUnit): number => Object.values(counts).reduce((all, many) => all + many, 0);

/** Rows of the kinds that are named, beyond those that are. */
function hiddenOf({ counts, findings }: RunUnit): number {
  const kinds = new Set(findings.map(({ what }) => what));
  return [...kinds].reduce((all, what) => all + (counts[what] ?? 0), 0) - findings.length;
}

export const printRuns = (runs: readonly Run[], now: number): string =>
  runs.length === 0
    ? 'Nothing was linked or synced yet.'
    : table(
        ['run', 'what', 'who', 'when', 'units', 'state'],
        runs.map((run) => [
          run.id,
          kindWords[run.kind],
          run.by,
          humanTime(run.at, now),
          String(run.units),
          run.finishedAt !== undefined
            ? 'finished'
            : run.needsConfirmation && run.confirmedBy === undefined
              ? 'waits for a second person'
              : 'under way',
        ]),
        { shares: [0, 0, 2, 0, 0, 0], compact: true },
      );
